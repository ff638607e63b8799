package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeLayout;
import java.util.List;

/** kube-scheduler's command line: kubeadm's, port sharing, and how soon it leads. */
final class SchedulerCommand {
  static final String KUBECONFIG = "scheduler.conf";

  private SchedulerCommand() {}

  static List<String> of(ClusterSpec spec, NodeLayout layout) {
    var kubeconfig = layout.kubeconfig(KUBECONFIG);
    return new Arguments()
        .with("bind-address", "127.0.0.1")
        .with("leader-elect", true)
        .with("kubeconfig", kubeconfig)
        .with("authentication-kubeconfig", kubeconfig)
        .with("authorization-kubeconfig", kubeconfig)
        .with("permit-port-sharing", true)
        .with("leader-elect-retry-period", Leaders.RETRY_PERIOD)
        .command(Component.KUBE_SCHEDULER, spec.scheduler().extraArgs());
  }
}
