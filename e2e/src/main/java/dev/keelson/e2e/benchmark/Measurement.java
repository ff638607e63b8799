package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings one contender's control plane up on a node, and measures that. */
final class Measurement {
  private static final Duration BRINGING_UP = Duration.ofMinutes(5);
  private static final Duration SYNCING = Duration.ofMinutes(5);
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private Measurement() {}

  /** Prepares an empty node and runs the contender's command on it; the node stays up. */
  static Run of(Contender contender, TestNode node) throws IOException, InterruptedException {
    contender.prepare(node);
    // What preparing wrote shall not be written to the disk while the command waits for its own.
    node.exec(SYNCING, "sync").orFail();
    Machine.awaitIdle(SETTLING);
    Path first = node.path("/proc/1");
    String cgroups = Files.readString(first.resolve("cgroup"));
    try (HealthWatch watch =
        HealthWatch.start(Endpoint.CONTROL_PLANE, first.resolve("ns").resolve("net"))) {
      ProcessorTime before = ProcessorTime.now(cgroups);
      long start = System.nanoTime();
      Execution execution = run(node, contender.command());
      Map<Endpoint, Duration> answered = new LinkedHashMap<>();
      watch
          .await(BRINGING_UP)
          .forEach((endpoint, at) -> answered.put(endpoint, Duration.ofNanos(at - start)));
      ProcessorTime used = ProcessorTime.now(cgroups).since(before);
      return new Run(execution.took(), answered, used.node(), used.elsewhere());
    }
  }

  private static Execution run(TestNode node, String... command) throws InterruptedException {
    try (RunningCommand running = node.spawn(command)) {
      return running.await(BRINGING_UP).orFail();
    }
  }
}
