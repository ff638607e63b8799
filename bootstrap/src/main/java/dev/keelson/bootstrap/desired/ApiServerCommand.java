package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.Cidr;
import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.IpAddresses;
import java.util.List;
import java.util.stream.Collectors;

/** kube-apiserver's command line: kubeadm's phases/controlplane/manifests.go, and port sharing. */
final class ApiServerCommand {
  private ApiServerCommand() {}

  static List<String> of(ClusterSpec spec) {
    var pki = spec.certificatesDir();
    var arguments =
        new Arguments()
            .with("advertise-address", IpAddresses.text(spec.advertiseAddress()))
            .with("enable-admission-plugins", "NodeRestriction")
            .with("service-cluster-ip-range", subnets(spec.serviceSubnets()))
            .with("service-account-key-file", pki.resolve("sa.pub"))
            .with("service-account-signing-key-file", pki.resolve("sa.key"))
            .with("service-account-issuer", "https://kubernetes.default.svc." + spec.dnsDomain())
            .with("client-ca-file", pki.resolve("ca.crt"))
            .with("tls-cert-file", pki.resolve("apiserver.crt"))
            .with("tls-private-key-file", pki.resolve("apiserver.key"))
            .with("kubelet-client-certificate", pki.resolve("apiserver-kubelet-client.crt"))
            .with("kubelet-client-key", pki.resolve("apiserver-kubelet-client.key"))
            .with("enable-bootstrap-token-auth", true)
            .with("secure-port", spec.bindPort())
            .with("allow-privileged", true)
            .with("kubelet-preferred-address-types", "InternalIP,ExternalIP,Hostname")
            .with("permit-port-sharing", true)
            .with("shutdown-send-retry-after", true);
    addFrontProxy(arguments, spec);
    addEtcd(arguments, spec);
    // A structured authorization configuration and the flag exclude each other.
    if (Arguments.last(spec.apiServer().extraArgs(), "authorization-config").isEmpty()) {
      arguments.with("authorization-mode", "Node,RBAC");
    }
    return arguments.command(Component.KUBE_APISERVER, spec.apiServer().extraArgs());
  }

  private static void addFrontProxy(Arguments arguments, ClusterSpec spec) {
    var pki = spec.certificatesDir();
    arguments
        .with("requestheader-username-headers", "X-Remote-User")
        .with("requestheader-group-headers", "X-Remote-Group")
        .with("requestheader-extra-headers-prefix", "X-Remote-Extra-")
        .with("requestheader-client-ca-file", pki.resolve("front-proxy-ca.crt"))
        .with("requestheader-allowed-names", "front-proxy-client")
        .with("proxy-client-cert-file", pki.resolve("front-proxy-client.crt"))
        .with("proxy-client-key-file", pki.resolve("front-proxy-client.key"));
  }

  private static void addEtcd(Arguments arguments, ClusterSpec spec) {
    switch (spec.etcd()) {
      case EtcdSpec.Local local -> addLocalEtcd(arguments, spec, local);
      case EtcdSpec.External external -> addExternalEtcd(arguments, external);
    }
  }

  private static void addLocalEtcd(Arguments arguments, ClusterSpec spec, EtcdSpec.Local etcd) {
    var pki = spec.certificatesDir();
    arguments
        .with(
            "etcd-servers",
            Arguments.last(etcd.extraArgs(), "advertise-client-urls")
                .orElse(EtcdCommand.localClientUrl(spec)))
        .with("etcd-cafile", pki.resolve("etcd/ca.crt"))
        .with("etcd-certfile", pki.resolve("apiserver-etcd-client.crt"))
        .with("etcd-keyfile", pki.resolve("apiserver-etcd-client.key"));
  }

  private static void addExternalEtcd(Arguments arguments, EtcdSpec.External etcd) {
    arguments.with("etcd-servers", String.join(",", etcd.endpoints()));
    etcd.caFile().ifPresent(file -> arguments.with("etcd-cafile", file));
    if (etcd.certFile().isPresent() && etcd.keyFile().isPresent()) {
      arguments
          .with("etcd-certfile", etcd.certFile().get())
          .with("etcd-keyfile", etcd.keyFile().get());
    }
  }

  /** Networks as the components' flags take them. */
  static String subnets(List<Cidr> subnets) {
    return subnets.stream().map(Cidr::toString).collect(Collectors.joining(","));
  }
}
