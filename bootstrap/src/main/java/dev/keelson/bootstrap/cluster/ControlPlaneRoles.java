package dev.keelson.bootstrap.cluster;

import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/** What kubeadm binds and labels on a control-plane node, by the same names. */
public final class ControlPlaneRoles {
  private static final String RBAC = "rbac.authorization.k8s.io";

  private ControlPlaneRoles() {}

  /**
   * The group of admin.conf administers the cluster; the API server may reach into kubelets, for
   * logs and exec, by the user of its client certificate (since 1.37 it has no group).
   */
  public static List<Map<String, Object>> bindings() {
    return List.of(
        binding("kubeadm:cluster-admins", "cluster-admin", "Group", "kubeadm:cluster-admins"),
        binding(
            "kubeadm:apiserver-kubelet-client",
            "system:kubelet-api-admin",
            "User",
            "kube-apiserver-kubelet-client"));
  }

  /** The labels of a control-plane node. */
  public static SequencedMap<String, String> nodeLabels() {
    return new TreeMap<>(
        Map.of(
            "node-role.kubernetes.io/control-plane",
            "",
            "node.kubernetes.io/exclude-from-external-load-balancers",
            ""));
  }

  private static Map<String, Object> binding(
      String name, String role, String subjectKind, String subject) {
    return Map.of(
        "apiVersion",
        RBAC + "/v1",
        "kind",
        "ClusterRoleBinding",
        "metadata",
        Map.of("name", name),
        "roleRef",
        Map.of("apiGroup", RBAC, "kind", "ClusterRole", "name", role),
        "subjects",
        List.of(Map.of("apiGroup", RBAC, "kind", subjectKind, "name", subject)));
  }
}
