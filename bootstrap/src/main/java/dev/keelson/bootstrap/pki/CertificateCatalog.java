package dev.keelson.bootstrap.pki;

import static dev.keelson.bootstrap.pki.ExtendedUsage.CLIENT_AUTH;
import static dev.keelson.bootstrap.pki.ExtendedUsage.SERVER_AUTH;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import java.util.List;
import java.util.Optional;

/**
 * Every certificate of a control-plane node, one literal each, as kubeadm v1.37 lists them ({@code
 * phases/certs/certlist.go}). Issue, reuse, renewal, expiry tables and help follow from this list.
 */
public final class CertificateCatalog {
  /** The cluster's CA. */
  public static final CertificateSpec CA =
      authority("ca", "self-signed CA of the cluster's other components", "ca", "kubernetes");

  /** What the API server serves with. */
  public static final CertificateSpec API_SERVER =
      new CertificateSpec(
          "apiserver",
          "serving certificate of the Kubernetes API",
          "apiserver",
          Optional.of("ca"),
          _ -> Subject.of("kube-apiserver"),
          List.of(SERVER_AUTH),
          Sans::apiServer);

  /** How the API server calls kubelets; in no group: a binding of its user gives it its rights. */
  public static final CertificateSpec API_SERVER_KUBELET_CLIENT =
      client(
          "apiserver-kubelet-client",
          "certificate for the API server to connect to the kubelet",
          "apiserver-kubelet-client",
          "ca",
          "kube-apiserver-kubelet-client");

  /** The CA of the aggregation layer. */
  public static final CertificateSpec FRONT_PROXY_CA =
      authority(
          "front-proxy-ca",
          "self-signed CA of the front proxy",
          "front-proxy-ca",
          "front-proxy-ca");

  /** How the API server calls aggregated API servers. */
  public static final CertificateSpec FRONT_PROXY_CLIENT =
      client(
          "front-proxy-client",
          "certificate for the front proxy client",
          "front-proxy-client",
          "front-proxy-ca",
          "front-proxy-client");

  /** etcd's own CA. */
  public static final CertificateSpec ETCD_CA =
      authority("etcd-ca", "self-signed CA of etcd", "etcd/ca", "etcd-ca");

  /** What etcd serves with; it dials itself with it too, so it is a client's as well. */
  public static final CertificateSpec ETCD_SERVER =
      new CertificateSpec(
          "etcd-server",
          "serving certificate of etcd",
          "etcd/server",
          Optional.of("etcd-ca"),
          spec -> Subject.of(spec.nodeName()),
          List.of(SERVER_AUTH, CLIENT_AUTH),
          Sans::etcdServer);

  /** How etcd's members know each other. */
  public static final CertificateSpec ETCD_PEER =
      new CertificateSpec(
          "etcd-peer",
          "certificate for etcd members to talk to each other",
          "etcd/peer",
          Optional.of("etcd-ca"),
          spec -> Subject.of(spec.nodeName()),
          List.of(SERVER_AUTH, CLIENT_AUTH),
          Sans::etcdPeer);

  /** For health checks of etcd. */
  public static final CertificateSpec ETCD_HEALTHCHECK_CLIENT =
      client(
          "etcd-healthcheck-client",
          "certificate for health checks of etcd",
          "etcd/healthcheck-client",
          "etcd-ca",
          "kube-etcd-healthcheck-client");

  /** How the API server calls etcd. */
  public static final CertificateSpec API_SERVER_ETCD_CLIENT =
      client(
          "apiserver-etcd-client",
          "certificate the API server uses to access etcd",
          "apiserver-etcd-client",
          "etcd-ca",
          "kube-apiserver-etcd-client");

  /** The name of the service-account key pair, which has no certificate. */
  public static final String SERVICE_ACCOUNT = "sa";

  private static final List<CertificateSpec> ALL =
      List.of(
          CA,
          API_SERVER,
          API_SERVER_KUBELET_CLIENT,
          FRONT_PROXY_CA,
          FRONT_PROXY_CLIENT,
          ETCD_CA,
          ETCD_SERVER,
          ETCD_PEER,
          ETCD_HEALTHCHECK_CLIENT,
          API_SERVER_ETCD_CLIENT);

  private CertificateCatalog() {}

  /** All of them, in kubeadm's order: a CA before what it signs. */
  public static List<CertificateSpec> all() {
    return ALL;
  }

  /** Those that a node of that spec has: without etcd's where the etcd is somebody else's. */
  public static List<CertificateSpec> of(ClusterSpec spec) {
    return switch (spec.etcd()) {
      case EtcdSpec.Local _ -> ALL;
      case EtcdSpec.External _ -> ALL.stream().filter(c -> !belongsToEtcd(c)).toList();
    };
  }

  /** The certificate of that name; empty when there is none. */
  public static Optional<CertificateSpec> find(String name) {
    return ALL.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private static boolean belongsToEtcd(CertificateSpec spec) {
    return spec.name().equals("etcd-ca") || spec.signer().equals(Optional.of("etcd-ca"));
  }

  private static CertificateSpec authority(
      String name, String summary, String baseName, String commonName) {
    return new CertificateSpec(
        name,
        summary,
        baseName,
        Optional.empty(),
        _ -> Subject.of(commonName),
        List.of(),
        _ -> new AlternativeNames(List.of(commonName), List.of()));
  }

  private static CertificateSpec client(
      String name, String summary, String baseName, String signer, String commonName) {
    return new CertificateSpec(
        name,
        summary,
        baseName,
        Optional.of(signer),
        _ -> Subject.of(commonName),
        List.of(CLIENT_AUTH),
        _ -> AlternativeNames.NONE);
  }
}
