package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;

/**
 * What a kubeconfig embeds, each a PEM file.
 *
 * @param authority the cluster's CA
 * @param certificate the client's certificate
 * @param key the client's private key, a secret
 */
public record ClientCredentials(Bytes authority, Bytes certificate, Bytes key) {}
