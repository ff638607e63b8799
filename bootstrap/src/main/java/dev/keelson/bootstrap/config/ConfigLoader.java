package dev.keelson.bootstrap.config;

import java.util.List;
import java.util.Optional;

/**
 * Reads kubeadm's documents, keelson's and the flags into one complete, valid specification. Pure:
 * what the machine contributes is handed in. Defaults and limits are those of kubeadm v1.37; unlike
 * it, a field that is not known is a problem, and no version is looked up.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * The specification of a new control plane.
   *
   * @param files the {@code --config} files, or none
   * @throws InvalidConfigException with every problem found, exit status 3
   */
  public static ConfigResult load(List<ConfigFile> files, InitFlags flags, NodeFacts facts) {
    var problems = new Problems();
    var unheeded = new Unheeded();
    var documents = Documents.read(files, problems);
    documents.unheeded().forEach(unheeded::add);
    var trees = new FlagTrees(flags, !files.isEmpty(), problems);

    var keelson = KeelsonReader.read(section(trees, documents, Documents.KEELSON, problems));
    var init =
        InitReader.read(section(trees, documents, Documents.INIT, problems), facts, unheeded);
    var cluster =
        ClusterReader.read(
            section(trees, documents, Documents.CLUSTER, problems),
            keelson.layout(),
            facts,
            unheeded);
    CrossChecks.check(init, cluster, problems);
    var ignored =
        PreflightNames.read(init.ignorePreflightErrors(), flags.ignorePreflightErrors(), problems);
    var endpoint = endpoint(cluster, init, problems);
    problems.throwIfAny();
    var spec = spec(init, cluster, endpoint, ignored, unheeded.warnings());
    return new ConfigResult(spec, keelson, init.dryRun());
  }

  private static Section section(
      FlagTrees trees, Documents documents, String kind, Problems problems) {
    return new Section(trees.over(documents, kind), problems);
  }

  private static Optional<HostPort> endpoint(
      ClusterReader cluster, InitReader init, Problems problems) {
    return cluster
        .controlPlaneEndpoint()
        .flatMap(text ->
            text.read(
                problems,
                value -> EndpointReader.parse(value, init.bindPort()),
                text.value() + " is not a DNS name or IP address, with or without a port"));
  }

  private static ClusterSpec spec(
      InitReader init,
      ClusterReader cluster,
      Optional<HostPort> endpoint,
      List<String> ignoredChecks,
      List<String> warnings) {
    return new ClusterSpec(
        cluster.version(),
        cluster.clusterName(),
        init.nodeName(),
        init.taints(),
        init.advertiseAddress(),
        init.bindPort(),
        endpoint,
        cluster.networking().serviceSubnets(),
        cluster.networking().podSubnets(),
        cluster.networking().dnsDomain(),
        cluster.etcd(),
        cluster.apiServer(),
        cluster.certSans(),
        cluster.controllerManager(),
        cluster.scheduler(),
        cluster.certificatesDir(),
        cluster.imageRepository(),
        init.imagePullPolicy(),
        cluster.algorithm(),
        cluster.certificateValidity(),
        cluster.caCertificateValidity(),
        cluster.featureGates(),
        init.timeouts(),
        ignoredChecks,
        init.skipPhases(),
        warnings);
  }
}
