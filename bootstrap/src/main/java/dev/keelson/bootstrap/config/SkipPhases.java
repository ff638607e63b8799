package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code skipPhases}; phases of kubeadm's that do not exist here yet are named, not kept. */
final class SkipPhases {
  private static final Set<String> NOT_YET =
      Set.of(
          "kubelet-start",
          "upload-config",
          "upload-certs",
          "bootstrap-token",
          "kubelet-finalize",
          "addon",
          "show-join-command");

  private SkipPhases() {}

  static List<String> read(Section section, Unheeded unheeded) {
    var kept = new ArrayList<String>();
    for (var phase : section.texts("skipPhases")) {
      var top = phase.value().split("/", 2)[0];
      if (NOT_YET.contains(top)) {
        unheeded.add("skipPhases " + phase.value());
      } else {
        kept.add(phase.value());
      }
    }
    return kept;
  }
}
