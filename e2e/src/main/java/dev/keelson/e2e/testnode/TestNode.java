package dev.keelson.e2e.testnode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine of its own, made of namespaces of this one: private /etc, /opt, /run, /var/lib,
 * /var/log, cgroups, processes, host name and network (loopback and eth0 with a default route that
 * leads nowhere). The programs are this machine's.
 *
 * <pre>
 * start ──► on ──powerCut──► off ──boot──► on     /run is empty again, the disks are as they were
 *            └────close──────┴──► gone
 * </pre>
 *
 * A JVM that is told to end closes its nodes first. If it dies, the node's first process sees its
 * input end, and the node ends. Not for use by several threads, except for the commands that run.
 */
public final class TestNode implements AutoCloseable {
  private static final Duration BOOTING = Duration.ofSeconds(20);
  private static final Duration ENDING = Duration.ofSeconds(20);

  private final String id;
  private final String hostname;
  private final String address;
  private final Path directory;
  private final Path script;
  private final Collection<RunningCommand> commands = new ConcurrentLinkedQueue<>();
  private @Nullable RunningCommand machine;

  private TestNode(String hostname, String address) throws IOException {
    this.id = "keelson-node-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    this.hostname = hostname;
    this.address = address;
    this.directory = Files.createTempDirectory(id);
    this.script = directory.resolve("node.sh");
  }

  /** A node called {@code node-1} at 192.0.2.11, switched on. */
  public static TestNode start() throws IOException, InterruptedException {
    return start("node-1", "192.0.2.11");
  }

  /** A node with that host name and IPv4 address, switched on. */
  public static TestNode start(String hostname, String address)
      throws IOException, InterruptedException {
    TestNode node = new TestNode(hostname, address);
    OpenNodes.add(node);
    try (InputStream in = TestNode.class.getResourceAsStream("node.sh")) {
      if (in == null) {
        throw new TestNodeException("node.sh is not on the class path.");
      }
      Files.copy(in, node.script, StandardCopyOption.REPLACE_EXISTING);
    }
    node.boot();
    return node;
  }

  public String hostname() {
    return hostname;
  }

  /** The IPv4 address of eth0. */
  public String address() {
    return address;
  }

  /** Switches the node on again after a power cut. */
  public void boot() throws InterruptedException {
    if (machine != null) {
      throw new IllegalStateException(hostname + " is on already");
    }
    List<String> command = List.of("boot", id, disk().toString(), hostname, address);
    machine = RunningCommand.start(command, script(command));
    machine.awaitOutput("^booted$", BOOTING);
  }

  /**
   * Has the node's processes come before this machine's others wherever both want a processor, as
   * if those were elsewhere. Until the node is switched off.
   */
  public void preferProcesses() throws IOException {
    CgroupTree.prefer(id);
  }

  /** Kills the node's first process and with it, at once, every other process of the node. */
  public void powerCut() throws IOException, InterruptedException {
    RunningCommand on = machine();
    firstProcess(on).destroyForcibly();
    on.awaitProcess(ENDING);
    // The half of nsenter that stays outside the node is in the node's cgroups.
    for (RunningCommand command : commands) {
      command.awaitProcess(ENDING);
    }
    commands.clear();
    machine = null;
    CgroupTree.remove(id);
  }

  /** Runs a command and waits for its end; one that takes longer than that is killed. */
  public Execution exec(Duration timeout, String... command) throws InterruptedException {
    try (RunningCommand running = spawn(command)) {
      return running.await(timeout);
    }
  }

  /** Starts a command on the node. */
  public RunningCommand spawn(String... command) {
    List<String> arguments =
        new ArrayList<>(List.of("enter", id, Long.toString(firstProcess(machine()).pid())));
    arguments.addAll(List.of(command));
    RunningCommand running = RunningCommand.start(List.of(command), script(arguments));
    commands.removeIf(RunningCommand::hasEnded);
    commands.add(running);
    return running;
  }

  /** The network namespace of the node, which is on. */
  public Path network() {
    return Path.of("/proc/" + firstProcess(machine()).pid() + "/ns/net");
  }

  /** Where this machine sees a path of the node, which is on. */
  public Path path(String absolute) {
    return Path.of("/proc/" + firstProcess(machine()).pid() + "/root" + absolute);
  }

  /** Switches the node off for good, and removes all that is left of it. */
  @Override
  public void close() throws IOException {
    if (!OpenNodes.take(this)) {
      return;
    }
    try {
      if (machine != null) {
        powerCut();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestNodeException("Interrupted while " + hostname + " was switched off.", e);
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private RunningCommand machine() {
    if (machine == null) {
      throw new IllegalStateException(hostname + " is off");
    }
    return machine;
  }

  /** The host's process that is process 1 on the node: the only child of unshare. */
  private static ProcessHandle firstProcess(RunningCommand machine) {
    return machine
        .handle()
        .children()
        .findFirst()
        .orElseThrow(() -> new TestNodeException("The node has no first process any more."));
  }

  private Path disk() {
    return directory.resolve("disk");
  }

  private ProcessBuilder script(List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
