package dev.keelson.bootstrap.kubeconfig;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.pki.Subject;
import java.util.function.Function;

/**
 * One kubeconfig file of the node.
 *
 * @param name as phases call it, such as {@code admin}
 * @param summary what it is for, a phrase for help texts
 * @param fileName such as {@code admin.conf}; the name of its key in the journal too
 * @param subject the user and groups of its client certificate
 * @param server the URL it points to
 */
public record KubeconfigSpec(
    String name,
    String summary,
    String fileName,
    Function<ClusterSpec, Subject> subject,
    Function<ClusterSpec, String> server) {}
