package dev.keelson.runtime.pod;

import dev.keelson.runtime.config.KubeletSettings;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.linux.ConnectionMigration;
import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.NodeCapacity;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.rollout.Coexistence;
import dev.keelson.runtime.rollout.RolloutPolicy;
import dev.keelson.runtime.rollout.RolloutRecords;
import dev.keelson.runtime.source.DesiredPods;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import dev.keelson.runtime.volume.PodDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A node without a machine: engine in memory, clock by hand, a supervisor that may be restarted.
 */
final class TestNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  final ManualClock clock = ManualClock.standing();
  final InMemoryEngine engine = new InMemoryEngine(clock);
  PodBoard board;
  final List<PodEvent> events = new CopyOnWriteArrayList<>();
  final Path root;
  private final NodeSettings settings;
  private final RolloutPolicy rollout;
  private PodSupervisor supervisor;

  TestNode(Path root) {
    this(root, Coexistence.UNKNOWN);
  }

  TestNode(Path root, Coexistence coexistence) {
    this.root = root;
    this.settings =
        new NodeSettings(
            "n",
            List.of("192.0.2.7"),
            root.resolve("pods"),
            root.resolve("logs"),
            root.resolve("seccomp"),
            root.resolve("hosts"),
            root.resolve("resolv.conf"),
            root.resolve("hugepages"),
            new NodeCapacity(2, 8L << 30, 100L << 30),
            KubeletSettings.defaults(new RuntimePaths(root)));
    rollout =
        RolloutPolicy.standard(
            new ConnectionMigration(setting(root), root.resolve("migrate")),
            coexistence,
            new RolloutRecords(root.resolve("rollouts")));
    engine.watch(_ -> happened());
    board = newBoard();
    supervisor = PodSupervisor.start(engine, settings, clock, board, rollout);
  }

  /** Stands in for the kernel's: a killed runtime leaves it on. */
  private static Path setting(Path root) {
    try {
      Files.createDirectories(root);
      return Files.writeString(root.resolve("tcp_migrate_req"), "0\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PodBoard newBoard() {
    var fresh = new PodBoard();
    fresh.subscribe(
        new PodListener() {
          @Override
          public void changed(PodSnapshot pod) {}

          @Override
          public void removed(PodSnapshot last) {}

          @Override
          public void event(PodEvent event) {
            events.add(event);
            happened();
          }
        });
    return fresh;
  }

  /** The runtime ends without a word and starts again; the engine goes on. */
  void restartRuntime() {
    startRuntime(engine);
  }

  /** Everything ends at once, and the runtime starts again with the machine. */
  void powerCut() {
    supervisor.close();
    engine.powerCut();
    startRuntime(engine);
  }

  /** The same, with that view of the engine. */
  void startRuntime(ContainerEngine view) {
    supervisor.close();
    board = newBoard();
    supervisor = PodSupervisor.start(view, settings, clock, board, rollout);
  }

  void apply(String... manifests) {
    supervisor.apply(
        new DesiredPods(Stream.of(manifests).map(TestNode::manifest).toList(), List.of()));
  }

  void apply(DesiredPods desired) {
    supervisor.apply(desired);
  }

  void applySpoilt(String manifest, String failure) {
    PodManifest pod = manifest(manifest);
    supervisor.apply(
        new DesiredPods(
            List.of(pod),
            List.of(new DesiredPods.Failure("/m/x.yaml", Optional.of(pod.fullName()), failure))));
  }

  /** As {@link #apply} where not every source has been read. */
  void applyIncomplete(String... manifests) {
    List<PodManifest> pods = Stream.of(manifests).map(TestNode::manifest).toList();
    supervisor.apply(new DesiredPods(pods, List.of(), false));
  }

  /** Returns when the supervisor can be asked. */
  void check() {
    supervisor.check();
  }

  boolean restart(String fullName) {
    return supervisor.restart(fullName);
  }

  void stopAll(Duration most) throws InterruptedException {
    supervisor.stopAll(most);
  }

  /** What looks for leftovers of pods here. */
  OrphanedPods orphans() {
    return new OrphanedPods(settings, engine, board);
  }

  PodSupervisor supervisor() {
    return supervisor;
  }

  static PodManifest manifest(String text) {
    var origin = new ManifestOrigin("file", "/m/x.yaml", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  /** The pod of the manifest named {@code name}, once it is so. */
  PodSnapshot await(String name, Predicate<PodSnapshot> so) throws InterruptedException {
    return board
        .await(() -> board.pod("default/" + name + "-n").filter(so), PATIENCE)
        .orElseThrow(() -> new AssertionError("it never was so: " + board.pods()));
  }

  void awaitGone(String name) throws InterruptedException {
    Optional<Boolean> gone =
        board.await(
            () ->
                board.pod("default/" + name + "-n").isEmpty()
                    ? Optional.of(true)
                    : Optional.empty(),
            PATIENCE);
    if (gone.isEmpty()) {
      throw new AssertionError("it never went: " + board.pods());
    }
  }

  private void happened() {
    synchronized (events) {
      events.notifyAll();
    }
  }

  /** Waits until it is so; looked at whenever an event was told or the engine did something. */
  void awaitThat(BooleanSupplier so) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    synchronized (events) {
      while (!so.getAsBoolean()) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          throw new AssertionError("it never was so: " + board.pods() + " after " + events);
        }
        // Not everything the engine does is an event.
        events.wait(Math.min(millis, 20));
      }
    }
  }

  PodSnapshot awaitReady(String name) throws InterruptedException {
    return await(name, TestNode::ready);
  }

  static boolean ready(PodSnapshot pod) {
    return !pod.terminating()
        && pod.status().conditions().stream()
            .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }

  static ContainerState.Status container(PodSnapshot pod, String name) {
    return pod.status().containerStatuses().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The containers that were started, with their attempts, in order. */
  String starts() {
    return engine.calls().stream()
        .filter(c -> c.startsWith("startContainer "))
        .map(c -> c.substring("startContainer ".length()))
        .collect(Collectors.joining(" "));
  }

  /** Moves the clock past a hook that takes that long, to the stop signal that follows it. */
  void awaitStopAfter(Duration hook) throws InterruptedException {
    clock.awaitAlarm(clock.instant().plus(hook));
    clock.advance(hook);
    clock.awaitSleepers(1);
  }

  /** What the container left as its last words. */
  static String message(PodSnapshot pod, String name) {
    return Objects.requireNonNull(
        Objects.requireNonNull(container(pod, name).state().terminated()).message());
  }

  /** The exit code of the container's end before. */
  static int lastExitCode(PodSnapshot pod, String name) {
    return Objects.requireNonNull(container(pod, name).lastState().terminated()).exitCode();
  }

  static Predicate<PodSnapshot> waiting(String container, String reason) {
    return pod -> {
      var waiting = container(pod, container).state().waiting();
      return waiting != null && waiting.reason().equals(reason);
    };
  }

  static Predicate<PodSnapshot> restarted(String container, int count) {
    return pod -> ready(pod) && container(pod, container).restartCount() == count;
  }

  @Override
  public void close() {
    supervisor.close();
    engine.close();
    removePods();
  }

  /** With what is mounted in them. */
  private void removePods() {
    String[] uids = root.resolve("pods").toFile().list();
    Stream.of(uids == null ? new String[0] : uids)
        .forEach(uid -> PodDirectory.of(root.resolve("pods"), uid).remove());
  }
}
