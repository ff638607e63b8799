package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.testkit.Program;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pod is created, crashes, is edited and goes, and at each call that changes something in the
 * engine, before it or just after it, its runtime is killed. Another one starts over what that
 * left.
 */
class KilledRuntimeTest {
  private static final int FEWEST_CALLS = 15;

  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        terminationGracePeriodSeconds: 1
        volumes: [{name: scratch, emptyDir: {}}]
        initContainers:
        - {name: setup, image: "example/web:1"}
        - {name: proxy, image: "example/web:1", restartPolicy: Always}
        containers:
        - name: main
          image: "example/web:1"
          volumeMounts: [{name: scratch, mountPath: /scratch}]
          restartPolicy: Always
          restartPolicyRules:
          - {action: RestartAllContainers, exitCodes: {operator: In, values: [42]}}
      """;
  private static final String EDITED = WEB.replace("web:1", "web:2");

  @TempDir private Path directory;

  @Test
  void whereverItIsKilledThePodEqualsItsManifestAndNothingIsLeft() throws Exception {
    for (boolean takesEffect : List.of(false, true)) {
      int call = 1;
      while (killedAt(call, takesEffect)) {
        call++;
      }
      assertThat(call).as("calls at which it was killed").isGreaterThan(FEWEST_CALLS);
    }
  }

  /** Whether the runtime made that many calls, so that it was killed. */
  private boolean killedAt(int call, boolean takesEffect) throws Exception {
    Path root = directory.resolve(call + (takesEffect ? "-after" : "-before"));
    try (TestNode node = new TestNode(root)) {
      node.engine.programs(c -> c.name().equals("setup") ? Program.exits(0) : Program.runs());
      var mortal = new MortalEngine(node.engine, call, takesEffect);
      node.startRuntime(mortal.view());
      boolean killed = reach(node, mortal, List.of(WEB), runs("example/web:1"));
      killed |= crash(node, mortal, 1, p -> restarts(p) > 0);
      killed |= crash(node, mortal, 42, p -> initRestarts(p).allMatch(n -> n > 0));
      killed |= reach(node, mortal, List.of(EDITED), runs("example/web:2"));
      killed |= reach(node, mortal, List.of(), _ -> false);
      return killed;
    }
  }

  /** Applies that until it is so; a runtime that is killed meanwhile is followed by another. */
  private static boolean reach(
      TestNode node, MortalEngine mortal, List<String> manifests, Predicate<PodSnapshot> so)
      throws InterruptedException {
    boolean before = mortal.dead();
    node.apply(manifests.toArray(String[]::new));
    return reached(node, mortal, before, manifests, so);
  }

  /** Ends the container main with that code, and waits until the pod runs as it should after. */
  private static boolean crash(
      TestNode node, MortalEngine mortal, int exitCode, Predicate<PodSnapshot> so)
      throws InterruptedException {
    boolean before = mortal.dead();
    node.engine.exit("main", exitCode);
    return reached(node, mortal, before, List.of(WEB), runs("example/web:1").and(so));
  }

  private static boolean reached(
      TestNode node,
      MortalEngine mortal,
      boolean before,
      List<String> manifests,
      Predicate<PodSnapshot> so)
      throws InterruptedException {
    node.awaitThat(() -> mortal.dead() != before || isSo(node, manifests, so));
    if (mortal.dead() == before) {
      return false;
    }
    node.restartRuntime();
    node.apply(manifests.toArray(String[]::new));
    node.awaitThat(() -> isSo(node, manifests, so));
    return true;
  }

  private static boolean isSo(TestNode node, List<String> manifests, Predicate<PodSnapshot> so) {
    return manifests.isEmpty()
        ? nothingIsLeft(node)
        : node.board.pod("default/web-n").filter(so).isPresent();
  }

  private static boolean nothingIsLeft(TestNode node) {
    return node.engine.listSandboxes().isEmpty()
        && node.engine.listContainers().isEmpty()
        && left(node.root.resolve("pods")).isEmpty()
        && left(node.root.resolve("logs")).isEmpty();
  }

  private static Predicate<PodSnapshot> runs(String image) {
    return pod -> TestNode.ready(pod) && pod.manifest().toString().contains(image);
  }

  private static Stream<Integer> initRestarts(PodSnapshot pod) {
    return pod.status().initContainerStatuses().stream().map(ContainerState.Status::restartCount);
  }

  private static int restarts(PodSnapshot pod) {
    return TestNode.container(pod, "main").restartCount();
  }

  private static List<String> left(Path directory) {
    return Stream.ofNullable(directory.toFile().list()).flatMap(Stream::of).toList();
  }
}
