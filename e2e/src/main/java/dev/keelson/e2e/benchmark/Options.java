package dev.keelson.e2e.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
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

  Options {
    only = Set.copyOf(only);
  }

  /** Reads the command line; what it does not know is an IllegalArgumentException. */
  static Options parse(List<String> arguments) {
    Options options =
        new Options(
            5,
            Duration.ofMinutes(5),
            CONTENDERS,
            Path.of("cli/target/keelson/bin/keelson"),
            Path.of("docs/benchmarks.md"));
    Deque<String> left = new ArrayDeque<>(arguments);
    while (!left.isEmpty()) {
      options = options.with(left.removeFirst());
    }
    return options;
  }

  private Options with(String argument) {
    int equals = argument.indexOf('=');
    String value = argument.substring(equals + 1);
    return switch (argument.substring(0, Math.max(equals, 0))) {
      case "--rounds" -> new Options(positive(value), settling, only, launcher, report);
      case "--settling" ->
          new Options(rounds, Duration.ofSeconds(number(value)), only, launcher, report);
      case "--only" -> new Options(rounds, settling, names(value), launcher, report);
      case "--launcher" -> new Options(rounds, settling, only, Path.of(value), report);
      case "--report" -> new Options(rounds, settling, only, launcher, Path.of(value));
      default -> throw new IllegalArgumentException("\"" + argument + "\" is not known");
    };
  }

  private static Set<String> names(String value) {
    Set<String> names = Set.of(value.split(",", -1));
    if (!CONTENDERS.containsAll(names)) {
      throw new IllegalArgumentException("--only takes some of " + CONTENDERS);
    }
    return names;
  }

  private static int positive(String value) {
    int number = number(value);
    if (number == 0) {
      throw new IllegalArgumentException("at least one round is needed");
    }
    return number;
  }

  private static int number(String value) {
    if (!value.matches("\\d{1,6}")) {
      throw new IllegalArgumentException("\"" + value + "\" is no number");
    }
    return Integer.parseInt(value);
  }
}
