package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.kubeconfig.Kubeconfigs;
import dev.keelson.bootstrap.pki.Pki;

/** Certificates, keys and kubeconfig files of a node, each computed when it is first asked for. */
public record Credentials(Pki pki, Kubeconfigs kubeconfigs) {}
