package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.Flags;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of the comparison of pods.
 *
 * @param rounds how often a pod's life is measured
 * @param edits in how many of them the kubelet's pod is edited, which takes it a quarter of a
 *     minute each time
 * @param bursts how often many pods come and go together
 * @param window see {@link UpkeepComparison}; zero leaves the upkeep out
 * @param only the hosts' names
 * @param launcher the distribution's {@code bin/keelson}
 * @param report the page whose section is written
 */
record PodOptions(
    int rounds,
    int edits,
    int bursts,
    Duration window,
    Set<String> only,
    Path launcher,
    Path report) {
  static final String USAGE =
      """
      usage: e2e/benchmark pods [--rounds=20] [--edits=5] [--bursts=5] [--window=60]
                                [--only=kubelet,keelson] [--launcher=cli/target/keelson/bin/keelson]
                                [--report=docs/benchmarks.md]

      Measures keelson runtime run beside a kubelet on containerd, over the same manifests.
        --rounds     how often a pod's life is measured: made, edited, killed, deleted
        --edits      in how many of them the kubelet's pod is edited
        --bursts     how often 50 pods come and go together
        --window     seconds over which idle processor time is summed up; 0 leaves memory out too
      """;

  private static final Set<String> HOSTS = Set.of("kubelet", "keelson");
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--rounds", "20",
          "--edits", "5",
          "--bursts", "5",
          "--window", "60",
          "--only", "kubelet,keelson",
          "--launcher", "cli/target/keelson/bin/keelson",
          "--report", "docs/benchmarks.md");

  /** Reads the command line; what it does not know is an IllegalArgumentException. */
  static PodOptions parse(List<String> arguments) {
    Flags flags = Flags.parse(DEFAULTS, arguments);
    return new PodOptions(
        flags.number("--rounds"),
        flags.number("--edits"),
        flags.number("--bursts"),
        flags.seconds("--window"),
        flags.some("--only", HOSTS),
        flags.path("--launcher"),
        flags.path("--report"));
  }
}
