package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.benchmark.Machine;
import dev.keelson.e2e.benchmark.Section;
import dev.keelson.e2e.component.ComponentException;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.testnode.TestNodeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the same pods under the kubelet and under keelson, and writes a section of the report.
 *
 * <p>Exit status 1: a pod did not do what was waited for; 3: the words on the command line are not
 * known.
 */
public final class PodBenchmark {
  private final PodOptions options;
  private final List<StaticPodHost> hosts;

  private PodBenchmark(PodOptions options, List<StaticPodHost> hosts) {
    this.options = options;
    this.hosts = hosts;
  }

  /** See {@link PodOptions#USAGE}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException, InterruptedException {
    try {
      PodOptions options = PodOptions.parse(arguments);
      Path report = options.report().toAbsolutePath();
      PodBenchmark benchmark = new PodBenchmark(options, StaticPodHosts.all(options));
      String section = PodReport.of(benchmark.measure());
      String page = Files.exists(report) ? Files.readString(report) : "# Benchmarks\n";
      Files.createDirectories(report.resolveSibling("."));
      Files.writeString(report, Section.placed(section, page));
      System.out.println(section);
      return 0;
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + PodOptions.USAGE);
      return 3;
    } catch (BenchmarkException | ComponentException | TestNodeException e) {
      System.err.println(e.getMessage());
      return 1;
    }
  }

  private PodResults measure() throws IOException, InterruptedException {
    Map<StaticPodHost, Measurements> times = new LinkedHashMap<>();
    for (StaticPodHost host : hosts) {
      times.put(host, times(host));
    }
    return new PodResults(
        ComponentVersions.all().getFirst().kubernetes(),
        Machine.current(),
        times,
        options.window().isZero() ? Map.of() : new UpkeepComparison(options.window()).of(hosts));
  }

  private Measurements times(StaticPodHost host) throws IOException, InterruptedException {
    Measurements measured = new Measurements();
    try (PodNode node = PodNode.start(host)) {
      Stories stories = new Stories(node, measured);
      for (int round = 0; round < options.rounds(); round++) {
        stories.life("life-" + round, round < options.edits() || !(host instanceof KubeletHost));
        stories.takeover("takeover-" + round);
        if (round < options.bursts()) {
          stories.burst("burst-" + round);
        }
        System.err.println(host.name() + ", round " + (round + 1) + ", medians: " + measured);
      }
    }
    return measured;
  }
}
