package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** After init a real cluster answers: its controllers and its admission do their work. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ControllersIT {
  @SuppressWarnings("NullAway.Init")
  private ControlPlane cluster;

  @BeforeAll
  void init() throws Exception {
    cluster = ControlPlane.initialized();
    kubectl("wait", "--for=create", "serviceaccount/default", "--timeout=2m");
  }

  @AfterAll
  void end() throws Exception {
    cluster.close();
  }

  @Test
  void theNodeIsReadyAndItsFourPodsAreMirrored() throws Exception {
    kubectl("wait", "--for=condition=Ready", "node/node-1", "--timeout=2m");
    kubectl("wait", "--for=condition=Ready", "pod", "--all", "-n=kube-system", "--timeout=2m");
    assertThat(kubectl("get", "pods", "-n=kube-system", "-o=name").lines())
        .containsExactlyInAnyOrder(
            "pod/etcd-node-1",
            "pod/kube-apiserver-node-1",
            "pod/kube-controller-manager-node-1",
            "pod/kube-scheduler-node-1");
  }

  @Test
  void aDeploymentBecomesAReplicaSetAndPods() throws Exception {
    kubectl("create", "deployment", "web", "--image=example.org/web:1", "--replicas=2");
    kubectl("wait", "--for=jsonpath={.status.replicas}=2", "deployment/web", "--timeout=2m");
    assertThat(kubectl("get", "replicasets", "-l=app=web", "-o=name").lines()).hasSize(1);
    assertThat(kubectl("get", "pods", "-l=app=web", "-o=name").lines()).hasSize(2);
  }

  /** Its capacity is spent on the static pods, so the scheduler says why it binds nothing here. */
  @Test
  void theSchedulerLooksAtAPodAndBindsItNowhere() throws Exception {
    kubectl("run", "alone", "--image=example.org/alone:1");
    kubectl(
        "wait",
        "--for=jsonpath={.status.conditions[?(@.type==\"PodScheduled\")].reason}=Unschedulable",
        "pod/alone",
        "--timeout=2m");
  }

  @Test
  void aNamespaceComesWithItsServiceAccountAndGoes() throws Exception {
    kubectl("create", "namespace", "passing");
    kubectl("wait", "--for=create", "-n=passing", "serviceaccount/default", "--timeout=2m");
    kubectl("wait", "--for=create", "-n=passing", "configmap/kube-root-ca.crt", "--timeout=2m");
    kubectl("delete", "namespace", "passing", "--timeout=2m");
    assertThat(kubectl("get", "namespaces", "-o=name")).doesNotContain("passing");
  }

  @Test
  void aServiceAccountGetsATokenThatTheServerAccepts() throws Exception {
    kubectl("create", "serviceaccount", "robot");
    String token = kubectl("create", "token", "robot").strip();
    String[] asRobot = {
      "--kubeconfig=/dev/null",
      "--server=https://192.0.2.11:6443",
      "--certificate-authority=/etc/kubernetes/pki/ca.crt",
      "--token=" + token,
      "auth",
      "whoami",
      "-o=jsonpath={.status.userInfo.username}"
    };
    assertThat(kubectl(asRobot)).isEqualTo("system:serviceaccount:default:robot");
  }

  private String kubectl(String... arguments) throws InterruptedException {
    return cluster.kubectl(arguments).orFail().out();
  }
}
