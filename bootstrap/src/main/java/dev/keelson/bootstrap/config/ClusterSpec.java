package dev.keelson.bootstrap.config;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a node's control plane is computed from: complete (every default filled in), valid and
 * immutable. The result of reading kubeadm's InitConfiguration and ClusterConfiguration,
 * KeelsonConfiguration and the flags.
 *
 * @param advertiseAddress where this node's API server says it is
 * @param bindPort the API server's port
 * @param serviceSubnets one, or two of different families
 * @param podSubnets none, one, or two of different families
 * @param taints of the Node object; empty for none
 * @param skipPhases phase paths the configuration skips
 * @param warnings sentences to show once: known fields that have no effect yet
 */
public record ClusterSpec(
    KubernetesVersion kubernetesVersion,
    String clusterName,
    String nodeName,
    List<Taint> taints,
    InetAddress advertiseAddress,
    int bindPort,
    Optional<HostPort> controlPlaneEndpoint,
    List<Cidr> serviceSubnets,
    List<Cidr> podSubnets,
    String dnsDomain,
    EtcdSpec etcd,
    ComponentSpec apiServer,
    List<String> apiServerCertSans,
    ComponentSpec controllerManager,
    ComponentSpec scheduler,
    Path certificatesDir,
    String imageRepository,
    String imagePullPolicy,
    EncryptionAlgorithm encryptionAlgorithm,
    Duration certificateValidity,
    Duration caCertificateValidity,
    Map<String, Boolean> featureGates,
    Timeouts timeouts,
    List<String> ignorePreflightErrors,
    List<String> skipPhases,
    List<String> warnings) {
  public ClusterSpec {
    taints = List.copyOf(taints);
    serviceSubnets = List.copyOf(serviceSubnets);
    podSubnets = List.copyOf(podSubnets);
    apiServerCertSans = List.copyOf(apiServerCertSans);
    featureGates = Map.copyOf(featureGates);
    ignorePreflightErrors = List.copyOf(ignorePreflightErrors);
    skipPhases = List.copyOf(skipPhases);
    warnings = List.copyOf(warnings);
  }
}
