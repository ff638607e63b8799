package dev.keelson.bootstrap.kubeconfig;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.HostPort;
import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.bootstrap.pki.Subject;
import java.util.List;

/**
 * The kubeconfig files of a control-plane node, as kubeadm v1.37 lists them ({@code
 * phases/kubeconfig/kubeconfig.go}): people go to the control-plane endpoint, what runs on the node
 * to its own API server.
 */
public final class KubeconfigCatalog {
  /** The administrator's. */
  public static final KubeconfigSpec ADMIN =
      new KubeconfigSpec(
          "admin",
          "kubeconfig for the administrator and for keelson itself",
          "admin.conf",
          _ -> Subject.of("kubernetes-admin", "kubeadm:cluster-admins"),
          KubeconfigCatalog::controlPlane);

  /** In the group that no binding can take its rights from. */
  public static final KubeconfigSpec SUPER_ADMIN =
      new KubeconfigSpec(
          "super-admin",
          "kubeconfig for the super-administrator",
          "super-admin.conf",
          _ -> Subject.of("kubernetes-super-admin", "system:masters"),
          KubeconfigCatalog::controlPlane);

  /** The node's. */
  public static final KubeconfigSpec KUBELET =
      new KubeconfigSpec(
          "kubelet",
          "kubeconfig for what acts as this node",
          "kubelet.conf",
          spec -> Subject.of("system:node:" + spec.nodeName(), "system:nodes"),
          KubeconfigCatalog::local);

  /** The controller manager's. */
  public static final KubeconfigSpec CONTROLLER_MANAGER =
      new KubeconfigSpec(
          "controller-manager",
          "kubeconfig for the controller manager",
          "controller-manager.conf",
          _ -> Subject.of("system:kube-controller-manager"),
          KubeconfigCatalog::local);

  /** The scheduler's. */
  public static final KubeconfigSpec SCHEDULER =
      new KubeconfigSpec(
          "scheduler",
          "kubeconfig for the scheduler",
          "scheduler.conf",
          _ -> Subject.of("system:kube-scheduler"),
          KubeconfigCatalog::local);

  private static final List<KubeconfigSpec> ALL =
      List.of(ADMIN, SUPER_ADMIN, KUBELET, CONTROLLER_MANAGER, SCHEDULER);

  private KubeconfigCatalog() {}

  /** All five, in kubeadm's order. */
  public static List<KubeconfigSpec> all() {
    return ALL;
  }

  /** The URL of the control-plane endpoint, this node's API server where there is none. */
  static String controlPlane(ClusterSpec spec) {
    return spec.controlPlaneEndpoint().map(KubeconfigCatalog::url).orElseGet(() -> local(spec));
  }

  /** The URL of this node's API server. */
  static String local(ClusterSpec spec) {
    return url(new HostPort(IpAddresses.text(spec.advertiseAddress()), spec.bindPort()));
  }

  private static String url(HostPort endpoint) {
    return "https://" + endpoint;
  }
}
