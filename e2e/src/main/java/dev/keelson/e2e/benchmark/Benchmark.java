package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.component.ComponentException;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.testnode.TestNode;
import dev.keelson.e2e.testnode.TestNodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings control planes up in turn, each contender on a fresh node, and writes a report.
 *
 * <p>Exit status 1: a control plane did not become healthy; 3: the words on the command line are
 * not known.
 */
public final class Benchmark {
  private final Options options;
  private final List<Contender> contenders;

  private Benchmark(Options options, List<Contender> contenders) {
    this.options = options;
    this.contenders = contenders;
  }

  /** See {@link Options#USAGE}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException, InterruptedException {
    try {
      Options options = Options.parse(arguments);
      Benchmark benchmark =
          new Benchmark(options, Contenders.of(options.only(), options.launcher()));
      Path report = options.report().toAbsolutePath();
      String earlier = Files.exists(report) ? Files.readString(report) : "";
      String page = Report.of(benchmark.measure(), earlier);
      Files.createDirectories(report.resolveSibling("."));
      Files.writeString(report, page);
      System.out.println(page);
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Options.USAGE);
      return 3;
    } catch (BenchmarkException | ComponentException | TestNodeException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private Results measure() throws IOException, InterruptedException {
    Map<Contender, List<Run>> runs = new LinkedHashMap<>();
    contenders.forEach(contender -> runs.put(contender, new ArrayList<>()));
    for (int round = 1; round <= options.rounds(); round++) {
      for (Contender contender : contenders) {
        Run run = once(contender);
        say("round %d: %s healthy after %d ms", round, contender.name(), run.healthy().toMillis());
        runs.computeIfAbsent(contender, _ -> new ArrayList<>()).add(run);
      }
    }
    return new Results(
        ComponentVersions.all().getFirst().kubernetes(),
        Machine.current(),
        runs,
        options.settling(),
        options.settling().isZero() ? Map.of() : footprints());
  }

  private static Run once(Contender contender) throws IOException, InterruptedException {
    try (TestNode node = TestNode.start()) {
      return Measurement.of(contender, node);
    }
  }

  /** All of them idle at the same time, each on its own node. */
  private Map<Contender, Footprint> footprints() throws IOException, InterruptedException {
    Deque<TestNode> nodes = new ArrayDeque<>();
    Map<Contender, TestNode> settled = new LinkedHashMap<>();
    try {
      for (Contender contender : contenders) {
        if (!contender.footprint().isEmpty()) {
          TestNode node = TestNode.start();
          nodes.push(node);
          settled.put(contender, node);
          Measurement.of(contender, node);
        }
      }
      return settle(settled);
    } finally {
      for (TestNode node : nodes) {
        node.close();
      }
    }
  }

  private Map<Contender, Footprint> settle(Map<Contender, TestNode> nodes)
      throws IOException, InterruptedException {
    Duration settling = options.settling();
    say("memory: waiting %d s, as the figure is defined", settling.toSeconds());
    Thread.sleep(settling);
    Map<Contender, Footprint> footprints = new LinkedHashMap<>();
    for (var entry : nodes.entrySet()) {
      footprints.put(entry.getKey(), Footprint.of(entry.getKey().footprint(), entry.getValue()));
    }
    return footprints;
  }

  private static void say(String format, Object... words) {
    System.err.println(format.formatted(words));
  }
}
