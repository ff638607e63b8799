package dev.keelson.e2e.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of the benchmark.
 *
 * @param rounds how often each contender is measured
 * @param settling how long after a control plane is healthy its memory is looked at; zero leaves
 *     that out
 * @param only the contenders' names
 * @param launcher the distribution's {@code bin/keelson}
 * @param report the file that is written
 */
record Options(int rounds, Duration settling, Set<String> only, Path launcher, Path report) {
  static final Set<String> CONTENDERS = Set.of("floor", "keelson", "kubeadm");
  static final String USAGE =
      """
      usage: e2e/benchmark [--rounds=5] [--settling=300] [--only=floor,keelson,kubeadm]
                           [--launcher=cli/target/keelson/bin/keelson] [--report=docs/benchmarks.md]

      Measures keelson init beside the bare processes and beside kubeadm with the kubelet.
        --rounds     how often each is measured, in alternation
        --settling   seconds after which memory is measured; 0 leaves memory out
      """;

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--rounds", "5",
          "--settling", "300",
          "--only", "floor,keelson,kubeadm",
          "--launcher", "cli/target/keelson/bin/keelson",
          "--report", "docs/benchmarks.md");

  Options {
    only = Set.copyOf(only);
  }

  /** Reads the command line; what it does not know is an IllegalArgumentException. */
  static Options parse(List<String> arguments) {
    Flags flags = Flags.parse(DEFAULTS, arguments);
    return new Options(
        flags.positive("--rounds"),
        flags.seconds("--settling"),
        flags.some("--only", CONTENDERS),
        flags.path("--launcher"),
        flags.path("--report"));
  }
}
