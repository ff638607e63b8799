package dev.keelson.e2e.benchmark.surge;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done to a running control plane. */
enum Story {
  FLAG("a flag changed"),
  CERTIFICATE("a new serving certificate"),
  WRONG_FLAG("a flag that the server refuses"),
  EXIT_AT_START("a command that ends at once"),
  NEVER_READY("a probe that never succeeds"),
  CONTROLLERS_CHANGED("a flag of kube-controller-manager changed"),
  CONTROLLERS_KILLED("kube-controller-manager killed"),
  ETCD_CHANGED("a flag of etcd changed");

  /** Of all of them, as a command line has them. */
  static final Set<String> NAMES =
      Arrays.stream(values()).map(Story::word).collect(Collectors.toUnmodifiableSet());

  private final String title;

  Story(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  /** Whether somebody has to take it back. */
  boolean isWrong() {
    return switch (this) {
      case WRONG_FLAG, EXIT_AT_START, NEVER_READY -> true;
      case FLAG, CERTIFICATE, CONTROLLERS_CHANGED, CONTROLLERS_KILLED, ETCD_CHANGED -> false;
    };
  }

  /** As a command line has it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** All of a run, in order; {@code changes} is how many flags are changed in it. */
  static List<Story> all(SurgeOptions options, int changes) {
    return Arrays.stream(values())
        .filter(story -> options.stories().contains(story.word()))
        .flatMap(story -> Collections.nCopies(times(story, options, changes), story).stream())
        .toList();
  }

  private static int times(Story story, SurgeOptions options, int changes) {
    return switch (story) {
      case FLAG -> changes;
      case WRONG_FLAG -> options.wrong();
      case CERTIFICATE,
          EXIT_AT_START,
          NEVER_READY,
          CONTROLLERS_CHANGED,
          CONTROLLERS_KILLED,
          ETCD_CHANGED ->
          1;
    };
  }
}
