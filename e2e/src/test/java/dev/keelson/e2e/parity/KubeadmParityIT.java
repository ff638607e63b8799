package dev.keelson.e2e.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** keelson's files are kubeadm's, configuration by configuration. */
class KubeadmParityIT {
  @SuppressWarnings("NullAway.Init")
  private static ParityNode node;

  @BeforeAll
  static void boots() throws Exception {
    node = ParityNode.start();
  }

  @AfterAll
  static void ends() throws Exception {
    node.close();
  }

  static List<Scenario> scenarios() throws Exception {
    return Scenario.all();
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void writesWhatKubeadmWrites(Scenario scenario) throws Exception {
    node.prepare(scenario.config());
    NodeTree kubeadm = node.kubeadmInit(scenario.release());
    var expected = kubeadm.meanings();
    node.prepare(scenario.config());
    NodeTree keelson = node.keelsonInit();
    var actual = keelson.meanings();

    assertThat(keelson.entries()).isEqualTo(kubeadm.entries());
    for (var file : expected.entrySet()) {
      undoDeliberate(file.getKey(), actual.get(file.getKey()));
      assertThat(actual.get(file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
  }

  @Test
  void eachDeliberateDifferenceIsStillOne() throws Exception {
    node.prepare(Scenario.of("ecdsa-p256").config());
    var actual = node.keelsonInit().meanings();
    assertThat(undoDeliberate(actual, "kube-apiserver"))
        .containsExactly(Deliberate.PORT_SHARING, Deliberate.RETRY_AFTER, Deliberate.ANNOTATIONS);
    assertThat(undoDeliberate(actual, "kube-controller-manager"))
        .containsExactly(
            Deliberate.PORT_SHARING,
            Deliberate.RETRY_PERIOD,
            Deliberate.BURST,
            Deliberate.ANNOTATIONS);
    assertThat(undoDeliberate(actual, "kube-scheduler"))
        .containsExactly(Deliberate.PORT_SHARING, Deliberate.RETRY_PERIOD, Deliberate.ANNOTATIONS);
    assertThat(undoDeliberate(actual, "etcd"))
        .containsExactly(
            Deliberate.SOCKET_REUSE, Deliberate.ELECTION_TIMEOUT, Deliberate.ANNOTATIONS);
  }

  @Test
  void coversADozenConfigurations() throws Exception {
    assertThat(Scenario.all()).hasSizeGreaterThanOrEqualTo(12);
  }

  private static EnumSet<Deliberate> undoDeliberate(Map<String, Object> meanings, String pod) {
    var path = "/etc/kubernetes/manifests/" + pod + ".yaml";
    return undoDeliberate(path, meanings.get(path));
  }

  @SuppressWarnings("unchecked") // a manifest's meaning is its values by name
  private static EnumSet<Deliberate> undoDeliberate(
      String path, @org.jspecify.annotations.Nullable Object meaning) {
    var found = EnumSet.noneOf(Deliberate.class);
    if (path.endsWith(".yaml") && meaning != null) {
      for (Deliberate difference : Deliberate.values()) {
        if (difference.undo((Map<String, Object>) meaning)) {
          found.add(difference);
        }
      }
    }
    return found;
  }
}
