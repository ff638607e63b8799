package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.runtime.testkit.Program;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What a status says of containers. */
class PodStatusTest extends OneNode {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        volumes: [{name: scratch, emptyDir: {}}]
        containers:
        - name: main
          image: "i:1"
          resources: {limits: {memory: 1024Mi}, requests: {cpu: 0.1}}
          volumeMounts: [{name: scratch, mountPath: /scratch, readOnly: true}]
        - {name: second, image: "i:1"}
      """;

  @Test
  void resourcesAndMountsAreThere() throws Exception {
    node.apply(WEB);
    PodSnapshot pod = node.awaitReady("web");
    ContainerState.Status main = TestNode.container(pod, "main");
    assertThat(main.allocatedResources()).isEqualTo(Map.of("cpu", "100m", "memory", "1Gi"));
    assertThat(main.resources())
        .isEqualTo(
            new ApiResources(Map.of("memory", "1Gi"), Map.of("cpu", "100m", "memory", "1Gi")));
    assertThat(main.volumeMounts())
        .containsExactly(new ContainerState.MountStatus("scratch", "/scratch", true, "Disabled"));
    ContainerState.Status second = TestNode.container(pod, "second");
    assertThat(second.allocatedResources()).isNull();
    assertThat(second.resources()).isEqualTo(new ApiResources(Map.of(), Map.of()));
  }

  @Test
  void canBeReadBack() throws Exception {
    node.apply(WEB);
    ObjectMapper json = new ObjectMapper();
    for (ContainerState.Status status : node.awaitReady("web").status().containerStatuses()) {
      // The times are what the local API's own mapper is for.
      var timeless = status.resources();
      assertThat(json.readValue(json.writeValueAsString(timeless), ApiResources.class))
          .isEqualTo(timeless);
    }
  }

  @Test
  void aContainerThatDoesNotStartSaysWhyAndIsTriedAgain() throws Exception {
    node.engine.programs(_ -> Program.cannotStart("no such file: serve"));
    node.apply(WEB);
    PodSnapshot pod = node.await("web", TestNode.waiting("main", "CrashLoopBackOff"));
    assertThat(pod.problem()).contains("no such file: serve");
    assertStartError(TestNode.container(pod, "main").lastState());
    node.restartRuntime();
    node.apply(WEB);
    pod = node.await("web", TestNode.waiting("main", "CrashLoopBackOff"));
    assertStartError(TestNode.container(pod, "main").lastState());
    node.engine.programs(_ -> Program.runs());
    node.clock.advance(Duration.ofSeconds(10));
    // A new runtime has no memory of the waits, as the kubelet has none.
    node.await("web", TestNode.restarted("main", 3));
  }

  private static void assertStartError(ContainerState last) {
    var end = Objects.requireNonNull(last.terminated());
    assertThat(end.reason()).isEqualTo("StartError");
    assertThat(end.exitCode()).isEqualTo(128);
    assertThat(end.message()).contains("no such file: serve");
  }

  @Test
  void aContainerThatCannotStartAndIsNotTriedAgainHasFailed() throws Exception {
    node.engine.programs(_ -> Program.cannotStart("no such file: serve"));
    node.apply(WEB.replace("spec:", "spec:\n  restartPolicy: Never"));
    PodSnapshot pod = node.await("web", p -> p.status().phase().equals("Failed"));
    assertStartError(TestNode.container(pod, "main").state());
  }
}
