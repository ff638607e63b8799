package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.benchmark.Flags;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of the comparison of changes.
 *
 * @param changes of the API server's flags
 * @param kubeletChanges how many of these with the kubelet, which takes most of a minute for each
 * @param wrong changes of them that it refuses
 * @param stories the names of those that are played
 * @param rate new connections a second
 * @param only the names of those that take part
 * @param launcher the distribution's {@code bin/keelson}
 * @param report the page whose section is written; its picture lies beside it
 */
record SurgeOptions(
    int changes,
    int kubeletChanges,
    int wrong,
    Set<String> stories,
    int rate,
    Set<String> only,
    Path launcher,
    Path report) {
  static final String USAGE =
      """
      usage: e2e/benchmark surge [--changes=10] [--kubelet-changes=10] [--wrong=3]
                                 [--stories=...] [--rate=400] [--only=kubeadm,keelson]
                                 [--launcher=cli/target/keelson/bin/keelson]
                                 [--report=docs/benchmarks.md]

      Changes a running control plane under load: that of keelson, and that of kubeadm and the kubelet.
        --changes    how many flags of the API server are changed
        --kubelet-changes  how many of these with the kubelet
        --wrong      how many of its flags are changed to something it refuses
        --stories    which are played; all of them unless told otherwise: flag, certificate, wrong-flag,
                     exit-at-start, never-ready, controllers-changed, controllers-killed, etcd-changed
        --rate       new connections a second, none of which is tried again
      """;

  private static final Set<String> CONTENDERS = Set.of("kubeadm", "keelson");
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "--changes", "10",
          "--kubelet-changes", "10",
          "--wrong", "3",
          "--stories", String.join(",", Story.NAMES),
          "--rate", "400",
          "--only", "kubeadm,keelson",
          "--launcher", "cli/target/keelson/bin/keelson",
          "--report", "docs/benchmarks.md");

  /** Reads the command line; what it does not know is an IllegalArgumentException. */
  static SurgeOptions parse(List<String> arguments) {
    Flags flags = Flags.parse(DEFAULTS, arguments);
    return new SurgeOptions(
        flags.number("--changes"),
        flags.number("--kubelet-changes"),
        flags.number("--wrong"),
        flags.some("--stories", Story.NAMES),
        flags.positive("--rate"),
        flags.some("--only", CONTENDERS),
        flags.path("--launcher"),
        flags.path("--report"));
  }
}
