package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeLayout;
import java.util.List;

/** kube-controller-manager's command line: kubeadm's, and what lets another one take over soon. */
final class ControllerManagerCommand {
  static final String KUBECONFIG = "controller-manager.conf";

  /**
   * How many requests it may send at once. By default these are 30, and 20 a second from then on: a
   * new leader looks up a service account for each of its controllers before any of them starts,
   * and would wait for a second and more only because of that.
   */
  private static final int BURST = 200;

  private ControllerManagerCommand() {}

  static List<String> of(ClusterSpec spec, NodeLayout layout, HostFacts facts) {
    var pki = spec.certificatesDir();
    var ca = pki.resolve("ca.crt");
    var kubeconfig = layout.kubeconfig(KUBECONFIG);
    var arguments =
        new Arguments()
            .with("bind-address", "127.0.0.1")
            .with("leader-elect", true)
            .with("kubeconfig", kubeconfig)
            .with("authentication-kubeconfig", kubeconfig)
            .with("authorization-kubeconfig", kubeconfig)
            .with("client-ca-file", ca)
            .with("requestheader-client-ca-file", pki.resolve("front-proxy-ca.crt"))
            .with("root-ca-file", ca)
            .with("service-account-private-key-file", pki.resolve("sa.key"))
            // Empty names keep the signing controllers from starting where the CA's key is
            // elsewhere.
            .with("cluster-signing-cert-file", facts.externalCa() ? "" : ca)
            .with("cluster-signing-key-file", facts.externalCa() ? "" : pki.resolve("ca.key"))
            .with("use-service-account-credentials", true)
            .with("controllers", "*,bootstrapsigner,tokencleaner")
            .with("cluster-name", spec.clusterName())
            .with("permit-port-sharing", true)
            .with("leader-elect-retry-period", Leaders.RETRY_PERIOD)
            .with("kube-api-burst", BURST);
    if (!spec.podSubnets().isEmpty()) {
      arguments
          .with("allocate-node-cidrs", true)
          .with("cluster-cidr", ApiServerCommand.subnets(spec.podSubnets()))
          .with("service-cluster-ip-range", ApiServerCommand.subnets(spec.serviceSubnets()));
    }
    return arguments.command(
        Component.KUBE_CONTROLLER_MANAGER, spec.controllerManager().extraArgs());
  }
}
