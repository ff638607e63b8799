package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.source.DesiredPods;
import dev.keelson.runtime.source.ManifestDirectory;
import dev.keelson.runtime.time.SystemTimers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link TestNode} with a watched directory of two manifests, of which one is edited. */
final class FuzzedNode implements AutoCloseable {
  private static final Duration NEVER = Duration.ofDays(365);
  private static final Duration MOMENT = Duration.ofMillis(2);

  /** In real time, for what takes milliseconds; hooks and grace periods end by the node's clock. */
  private static final int MOMENTS = 30_000;

  private final Path root;
  private final Path directory;
  private final TestNode node;
  private final SystemTimers timers = SystemTimers.start();
  private final ManifestDirectory source;
  private final BlockingQueue<DesiredPods> told = new LinkedBlockingQueue<>();
  private int edits;

  private FuzzedNode() throws IOException {
    root = Files.createTempDirectory("keelson-fuzzed-");
    directory = Files.createDirectory(root.resolve("manifests"));
    node = new TestNode(root);
    source = ManifestDirectory.start(directory, "n", NEVER, timers, this::take);
    moveIn("keeper.yaml", pod("keeper", 0));
  }

  static FuzzedNode start() {
    try {
      return new FuzzedNode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pod(String name, int version) {
    return """
    apiVersion: v1
    kind: Pod
    metadata: {name: %s, labels: {version: v%d}}
    spec: {containers: [{name: main, image: i}]}
    """
        .formatted(name, version)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void take(DesiredPods desired) {
    // Volumes are made on the machine itself, wherever a fuzzed path leads.
    List<PodManifest> pods =
        desired.pods().stream().filter(p -> p.spec().volumes().isEmpty()).toList();
    node.apply(new DesiredPods(pods, desired.failures(), desired.complete()));
    told.add(desired);
  }

  /** Edits it to a good version, unlike every one before. */
  DesiredPods mend() throws IOException, InterruptedException {
    return edit(pod("web", edits));
  }

  /** Renames that content in, and returns what is desired once it has been read. */
  DesiredPods edit(byte[] content) throws IOException, InterruptedException {
    moveIn("web.yaml", content);
    // What is noticed after it tells that it was noticed, be there anything new in it or not.
    Files.deleteIfExists(directory.resolve("mark-" + edits));
    String mark = "mark-" + ++edits;
    moveIn(mark, "{}".getBytes(StandardCharsets.UTF_8));
    while (true) {
      DesiredPods desired = told.poll(60, TimeUnit.SECONDS);
      if (desired == null) {
        throw new AssertionError("the source of manifests tells nothing any more");
      }
      if (desired.failures().stream().anyMatch(f -> f.source().endsWith("/" + mark))) {
        return desired;
      }
    }
  }

  private void moveIn(String name, byte[] content) throws IOException {
    Path outside = Files.write(root.resolve("outside"), content);
    Files.move(outside, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Whether the edited manifest was refused. */
  static boolean isSpoilt(DesiredPods desired) {
    return desired.failures().stream()
        .anyMatch(f -> f.source().endsWith("/web.yaml") && f.message().contains("last good"));
  }

  /** The container of the desired pod of that name once it is ready, which it is soon. */
  String running(DesiredPods desired, String name) throws InterruptedException {
    String uid =
        desired.pods().stream()
            .filter(p -> p.fullName().equals("default/" + name + "-n"))
            .map(PodManifest::uid)
            .findFirst()
            .orElseThrow(() -> new AssertionError(name + " is not desired: " + desired));
    for (int i = 0; i < MOMENTS; i++) {
      Optional<PodSnapshot> pod =
          node.board.await(
              () ->
                  node.board
                      .pod("default/" + name + "-n")
                      .filter(p -> p.uid().equals(uid) && TestNode.ready(p)),
              MOMENT);
      if (pod.isPresent()) {
        return String.valueOf(TestNode.container(pod.get(), "main").containerID());
      }
      node.clock.advance(Duration.ofHours(1));
    }
    throw new AssertionError(name + " never was ready: " + node.board.pods());
  }

  /** Returns when the supervisor answers. */
  void check() {
    node.check();
  }

  @Override
  public void close() {
    source.close();
    timers.close();
    node.close();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
