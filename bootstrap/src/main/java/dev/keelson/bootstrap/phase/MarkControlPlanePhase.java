package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.cluster.ControlPlaneRoles;
import dev.keelson.bootstrap.config.HostPort;
import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Effect.ApiIdentity;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code mark-control-plane}: the node's labels and taints, and who may administer the cluster. The
 * roles are bound by super-admin.conf, whose group the API server trusts without any role;
 * admin.conf works from then on (cmd/kubeadm/app/phases/kubeconfig, EnsureAdminClusterRoleBinding).
 */
final class MarkControlPlanePhase {
  private MarkControlPlanePhase() {}

  static Phase<InitContext> phase() {
    return new Step<>(
        "mark-control-plane",
        "Label and taint the node, and let administrators in",
        new Contribution.Objects<>(
            Component.KUBE_APISERVER.podName(), MarkControlPlanePhase::effects));
  }

  private static List<Effect.OnCluster> effects(InitContext context) {
    var spec = context.spec();
    var server = new HostPort(spec.advertiseAddress().getHostAddress(), spec.bindPort());
    var identity = new ApiIdentity(kubeconfig(context), "https://" + server);
    var effects = new ArrayList<Effect.OnCluster>();
    effects.add(new Effect.AwaitLive(identity, spec.timeouts().kubernetesApiCall()));
    ControlPlaneRoles.bindings().forEach(b -> effects.add(new Effect.ApplyObject(identity, b)));
    var taints =
        spec.taints().stream()
            .map(t -> new Effect.MarkNode.NodeTaint(t.key(), t.value(), t.effect()))
            .toList();
    effects.add(
        new Effect.MarkNode(identity, spec.nodeName(), ControlPlaneRoles.nodeLabels(), taints));
    return effects;
  }

  /** A node that joined, or was tidied up, has no super-admin.conf; there admin.conf works. */
  private static Path kubeconfig(InitContext context) {
    Path superAdmin = context.layout().kubeconfig("super-admin.conf");
    return context.view().exists(superAdmin)
        ? superAdmin
        : context.layout().kubeconfig("admin.conf");
  }
}
