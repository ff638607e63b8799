package dev.keelson.e2e.benchmark.surge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

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

  /** All of a run, in order. */
  static List<Story> all(int changes, int wrong) {
    List<Story> stories = new ArrayList<>(Collections.nCopies(changes, FLAG));
    stories.add(CERTIFICATE);
    stories.addAll(Collections.nCopies(wrong, WRONG_FLAG));
    stories.addAll(
        List.of(EXIT_AT_START, NEVER_READY, CONTROLLERS_CHANGED, CONTROLLERS_KILLED, ETCD_CHANGED));
    return stories;
  }
}
