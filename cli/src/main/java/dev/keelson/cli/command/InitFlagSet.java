package dev.keelson.cli.command;

import dev.keelson.bootstrap.config.InitFlags;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags of {@code init} and of its phases: kubeadm's, and three of keelson's own. */
final class InitFlagSet {
  @Option(
      names = "--kubernetes-version",
      paramLabel = "string",
      description =
          "Choose a specific Kubernetes version for the control plane; the newest this keelson knows if not given.")
  @Nullable String kubernetesVersion;

  @Option(
      names = "--apiserver-advertise-address",
      paramLabel = "string",
      description =
          "The IP address the API Server will advertise it's listening on. If not set the default network interface will be used.")
  @Nullable String advertiseAddress;

  @Option(
      names = "--apiserver-bind-port",
      paramLabel = "int32",
      description = "Port for the API Server to bind to. (default 6443)")
  @Nullable String bindPort;

  @Option(
      names = "--pod-network-cidr",
      paramLabel = "string",
      description =
          "Specify range of IP addresses for the pod network. If set, the control plane will automatically allocate CIDRs for every node.")
  @Nullable String podNetworkCidr;

  @Option(
      names = "--service-cidr",
      paramLabel = "string",
      description =
          "Use alternative range of IP address for service VIPs. (default \"10.96.0.0/12\")")
  @Nullable String serviceCidr;

  @Option(
      names = "--service-dns-domain",
      paramLabel = "string",
      description =
          "Use alternative domain for services, e.g. \"myorg.internal\". (default \"cluster.local\")")
  @Nullable String serviceDnsDomain;

  @Option(
      names = "--control-plane-endpoint",
      paramLabel = "string",
      description = "Specify a stable IP address or DNS name for the control plane.")
  @Nullable String controlPlaneEndpoint;

  @Option(
      names = "--apiserver-cert-extra-sans",
      paramLabel = "strings",
      description =
          "Optional extra Subject Alternative Names (SANs) to use for the API Server serving certificate. Can be both IP addresses and DNS names.")
  List<String> certSans = List.of();

  @Option(names = "--node-name", paramLabel = "string", description = "Specify the node name.")
  @Nullable String nodeName;

  @Option(
      names = "--cert-dir",
      paramLabel = "string",
      description =
          "The path where to save and store the certificates. (default \"/etc/kubernetes/pki\")")
  @Nullable String certDir;

  @Option(
      names = "--image-repository",
      paramLabel = "string",
      description =
          "Choose a container registry to pull control plane images from (default \"registry.k8s.io\")")
  @Nullable String imageRepository;

  @Option(
      names = "--feature-gates",
      paramLabel = "string",
      description = "A set of key=value pairs that describe feature gates for various features.")
  @Nullable String featureGates;

  @Option(
      names = "--config",
      paramLabel = "string",
      description = "Path to a kubeadm configuration file.")
  List<Path> config = List.of();

  @Option(
      names = "--dry-run",
      description = "Don't apply any changes; just output what would be done.")
  boolean dryRun;

  @Option(
      names = "--ignore-preflight-errors",
      paramLabel = "strings",
      description =
          "A list of checks whose errors will be shown as warnings. Example: 'IsPrivilegedUser,Swap'. Value 'all' ignores errors from all checks.")
  List<String> ignorePreflightErrors = List.of();

  @Option(
      names = "--engine",
      paramLabel = "string",
      description = "The container engine; 'embedded' is the only one of this version.")
  @Nullable String engine;

  @Option(
      names = "--root-dir",
      paramLabel = "string",
      description = "Directory below which all of the node's paths lie. (default \"/\")")
  @Nullable String rootDir;

  @Option(
      names = "--images",
      paramLabel = "ARCHIVE",
      description = "Import the images of that archive first; may be given several times.")
  List<String> images = List.of();

  /** As the configuration's reader takes them. */
  InitFlags flags(List<String> skipPhases) {
    return new InitFlags(
        Optional.ofNullable(kubernetesVersion),
        Optional.ofNullable(advertiseAddress),
        Optional.ofNullable(bindPort),
        Optional.ofNullable(podNetworkCidr),
        Optional.ofNullable(serviceCidr),
        Optional.ofNullable(serviceDnsDomain),
        Optional.ofNullable(controlPlaneEndpoint),
        certSans,
        Optional.ofNullable(nodeName),
        Optional.ofNullable(certDir),
        Optional.ofNullable(imageRepository),
        Optional.ofNullable(featureGates),
        dryRun ? Optional.of(true) : Optional.empty(),
        skipPhases,
        ignorePreflightErrors,
        Optional.ofNullable(engine),
        Optional.ofNullable(rootDir),
        images);
  }
}
