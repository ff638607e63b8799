package dev.keelson.e2e.fault;

import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import dev.keelson.e2e.component.StampImage;
import dev.keelson.e2e.distribution.Distribution;
import dev.keelson.e2e.testnode.PacedCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A node whose runtime can be held up at a line that it logs, so that something is killed there.
 */
final class SurgingNode implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String MANIFESTS = "/etc/kubernetes/manifests/";

  private final TestNode node;
  private final String launcher = Distribution.ofCheckout().launcher().toString();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private volatile Hold hold = new Hold("", 0);
  private volatile PacedCommand runtime;
  private volatile boolean closed;

  /** The nth line from then on that speaks of a pod, at which the runtime waits. */
  static final class Hold {
    private final String pod;
    private final AtomicInteger lines;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private Hold(String pod, int nth) {
      this.pod = pod;
      this.lines = new AtomicInteger(nth);
    }

    /** Whether the runtime is there, or was. */
    boolean reached() {
      return reached.getCount() == 0;
    }

    /** Lets the runtime go on, and waits for that line no longer. */
    void release() {
      released.countDown();
    }

    private void passed(String line) throws InterruptedException {
      if (line.contains(pod) && lines.decrementAndGet() == 0 && released.getCount() > 0) {
        reached.countDown();
        released.await();
      }
    }
  }

  private SurgingNode(TestNode node) throws IOException, InterruptedException {
    this.node = node;
    Path images =
        new Components(ComponentCache.ofUser(), Platform.current(), System.err)
            .stampArchive(ComponentVersions.all().getFirst());
    node.exec(PATIENCE, launcher, "images", "import", images.toString()).orFail();
    Files.createDirectories(node.path(MANIFESTS));
    this.runtime = startRuntime();
    Thread.ofPlatform().daemon().name("runtime-log").start(this::read);
  }

  static SurgingNode start() throws IOException, InterruptedException {
    TestNode node = TestNode.start();
    try {
      return new SurgingNode(node);
    } catch (IOException | InterruptedException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  private PacedCommand startRuntime() throws IOException, InterruptedException {
    return PacedCommand.start(
        node, Duration.ofMinutes(30), PacedCommand.Stream.ERR, launcher, "runtime", "run");
  }

  /** Renames in a pod whose program answers that word on that port. */
  void apply(String name, int port, String word) throws IOException {
    String manifest =
        Manifests.resource("/fault/surge.yaml")
            .replace("@NAME@", name)
            .replace("@PORT@", Integer.toString(port))
            .replace("@WORD@", word)
            .replace("@IMAGE@", StampImage.NAME);
    Path staged = node.path("/etc/kubernetes/.staged");
    Files.writeString(staged, manifest);
    Files.move(staged, node.path(MANIFESTS + name + ".yaml"), StandardCopyOption.ATOMIC_MOVE);
  }

  void remove(String name) throws IOException {
    Files.delete(node.path(MANIFESTS + name + ".yaml"));
  }

  /** Has the runtime wait at the nth line from now on that speaks of a pod. */
  Hold holdAt(String pod, int nth) {
    hold = new Hold(pod, nth);
    return hold;
  }

  private void read() {
    try {
      while (!closed) {
        String line = runtime.nextLine();
        if (line.isEmpty()) {
          log.add("--- the runtime has ended\n");
          return;
        }
        log.add(line);
        hold.passed(line);
      }
    } catch (IOException | InterruptedException e) {
      log.add("--- " + e + "\n");
    }
  }

  /** What the runtimes have said, up to here. */
  String log() {
    return String.join("", log);
  }

  /** Kills the runtime and starts another. */
  void killRuntime() throws IOException, InterruptedException {
    runtime.kill();
    runtime.close();
    log.add("--- killed\n");
    runtime = startRuntime();
  }

  /** Cuts the node's power, switches it on again and starts the runtime. */
  void cutPower() throws IOException, InterruptedException {
    node.powerCut();
    runtime.close();
    log.add("--- power cut\n");
    node.boot();
    runtime = startRuntime();
  }

  /** Kills the programs that run for that pod's name and that word, {@code POD-WORD}. */
  void kill(String program) throws IOException {
    for (ProcessHandle process : programs(program)) {
      process.destroyForcibly();
    }
  }

  /** How many programs run whose pod's name and word, {@code POD-WORD}, begin so. */
  long running(String program) throws IOException {
    return programs(program).size();
  }

  private List<ProcessHandle> programs(String program) throws IOException {
    String argument = "/stamps/" + program;
    Path network = Files.readSymbolicLink(node.network());
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(process -> runs(Path.of("/proc/" + process.pid()), network, argument))
          .toList();
    }
  }

  private static boolean runs(Path process, Path network, String argument) {
    try {
      String words = Files.readString(process.resolve("cmdline"));
      return words.startsWith("/stamp\0" + argument)
          && Files.readSymbolicLink(process.resolve("ns/net")).equals(network);
    } catch (IOException _) {
      // It has ended.
      return false;
    }
  }

  Servers servers(int port) {
    return new Servers(node.network(), node.address(), port);
  }

  /** The kernel's setting that a handover changes for its duration. */
  String migration() throws InterruptedException {
    return node.exec(PATIENCE, "cat", "/proc/sys/net/ipv4/tcp_migrate_req").orFail().out().strip();
  }

  /** What {@code keelson events} prints. */
  String events() throws InterruptedException {
    return node.exec(PATIENCE, launcher, "events").out();
  }

  /** What pods have left, a line each. */
  String leftovers() throws IOException, InterruptedException {
    return node.exec(PATIENCE, "bash", "-c", Manifests.resource("/fault/leftovers.sh"))
        .orFail()
        .out();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    runtime.close();
    node.close();
  }
}
