package dev.keelson.runtime.kube;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcePathTest {
  @ParameterizedTest
  @CsvSource({
    "v1, Node, '', cp1, /api/v1/nodes/cp1",
    "v1, ConfigMap, kube-system, kubeadm-config, /api/v1/namespaces/kube-system/configmaps/kubeadm-config",
    "rbac.authorization.k8s.io/v1, ClusterRoleBinding, '', kubeadm:cluster-admins, /apis/rbac.authorization.k8s.io/v1/clusterrolebindings/kubeadm%3Acluster-admins",
    "v1, Endpoints, default, kubernetes, /api/v1/namespaces/default/endpointses/kubernetes",
    "networking.k8s.io/v1, NetworkPolicy, a, b, /apis/networking.k8s.io/v1/namespaces/a/networkpolicies/b",
    "networking.k8s.io/v1, IngressClass, '', b, /apis/networking.k8s.io/v1/ingressclasses/b",
    "gateway.networking.k8s.io/v1, Gateway, a, b, /apis/gateway.networking.k8s.io/v1/namespaces/a/gateways/b",
  })
  void isWhereTheApiHasTheKind(
      String apiVersion, String kind, String namespace, String name, String path) {
    assertThat(ResourcePath.ofKind(apiVersion, kind, namespace, name)).hasToString(path);
  }

  @Test
  void knowsSubresourceAndCollection() {
    var pod = ResourcePath.namespaced("v1", "a", "pods", "b");

    assertThat(pod.subresource("status")).hasToString("/api/v1/namespaces/a/pods/b/status");
    assertThat(pod.collection()).hasToString("/api/v1/namespaces/a/pods");
    assertThat(ResourcePath.all("v1", "pods")).hasToString("/api/v1/pods");
  }
}
