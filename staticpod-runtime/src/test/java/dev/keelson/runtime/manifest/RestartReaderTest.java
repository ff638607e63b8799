package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.manifest.PodSpec.RestartPolicy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartReaderTest {
  private static PodSpec parse(String spec) {
    String pod = "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {" + spec + "}}";
    var origin = new ManifestOrigin("file", "/m/p.yaml", "n", Instant.EPOCH);
    return ManifestParser.parse(pod.getBytes(StandardCharsets.UTF_8), origin).getFirst().spec();
  }

  private static ContainerSpec container(String fields) {
    return parse("containers: [{name: c, image: i:1" + fields + "}]").containers().getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "'', ALWAYS, true, true",
    "'', ON_FAILURE, false, true",
    "'', NEVER, false, false",
    "', restartPolicy: OnFailure', ALWAYS, false, true",
    "', restartPolicy: Always', NEVER, true, true",
    "', restartPolicy: Never', ALWAYS, false, false"
  })
  void theContainersOwnPolicyGoesBeforeThePods(
      String fields, RestartPolicy ofPod, boolean afterSuccess, boolean afterFailure) {
    ContainerSpec container = container(fields);
    assertThat(container.restartsAfter(0, ofPod)).isEqualTo(afterSuccess);
    assertThat(container.restartsAfter(1, ofPod)).isEqualTo(afterFailure);
  }

  @Test
  void rulesGoBeforePolicies() {
    ContainerSpec in = container(rules("In", "[42]"));
    assertThat(in.restartsAfter(42, RestartPolicy.ALWAYS)).isTrue();
    assertThat(in.restartsAfter(1, RestartPolicy.ALWAYS)).isFalse();
    ContainerSpec notIn = container(rules("NotIn", "[42, 0]"));
    assertThat(notIn.restartsAfter(42, RestartPolicy.ALWAYS)).isFalse();
    assertThat(notIn.restartsAfter(1, RestartPolicy.ALWAYS)).isTrue();
    assertThat(notIn.restartsWhenUnhealthy(RestartPolicy.ALWAYS)).isFalse();
  }

  @Test
  void theFirstRuleForACodeSaysHowMuchIsRestarted() {
    String all = "{action: RestartAllContainers, exitCodes: {operator: NotIn, values: [0]}}";
    ContainerSpec spec = container(rules("In", "[42]").replace("}}]", "}}, " + all + "]"));
    assertThat(spec.restartsAllAfter(42)).isFalse();
    assertThat(spec.restartsAllAfter(1)).isTrue();
    assertThat(spec.restartsAfter(1, RestartPolicy.NEVER)).isTrue();
    assertThat(spec.restartsAllAfter(0)).isFalse();
  }

  private static String rules(String operator, String codes) {
    return ", restartPolicy: Never, restartPolicyRules: [{action: Restart, exitCodes: {operator: "
        + operator
        + ", values: "
        + codes
        + "}}]";
  }

  @Test
  void anInitContainerThatIsAlwaysRestartedIsASidecarAndMayHaveProbes() {
    PodSpec spec =
        parse(
            "initContainers: [{name: a, image: i:1}, {name: b, image: i:1, restartPolicy: Always,"
                + " startupProbe: {tcpSocket: {port: 1}}}], containers: [{name: c, image: i:1}]");
    assertThat(spec.allContainers().map(ContainerSpec::role))
        .containsExactly(Role.INIT, Role.SIDECAR, Role.REGULAR);
    assertThat(spec.initContainers().getFirst().restartsAfter(0, RestartPolicy.ALWAYS)).isFalse();
    assertThatThrownBy(() ->
            parse(
                "initContainers: [{name: a, image: i:1, readinessProbe: {tcpSocket: {port: 1}}}],"
                    + " containers: [{name: c, image: i:1}]"))
        .hasMessageContaining("initContainers[0].readinessProbe: an init container has none");
  }

  @Test
  void rulesThatCannotBeKeptAreRefusedByName() {
    assertThatThrownBy(() -> container(rules("In", "[1]").replace("restartPolicy: Never, ", "")))
        .hasMessageContaining("restartPolicyRules: need a restartPolicy beside them");
    assertThatThrownBy(
            () -> container(rules("In", "[1]").replace("action: Restart,", "action: Reboot,")))
        .hasMessageContaining(
            "restartPolicyRules[0].action: \"Reboot\" is none of Restart, RestartAllContainers");
  }
}
