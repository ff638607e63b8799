package dev.keelson.runtime.source;

import java.util.List;

/** Which names in a manifest directory are manifests. */
final class FileNames {
  private static final List<String> LEFTOVERS =
      List.of("~", ".swp", ".swo", ".swx", ".bak", ".tmp");

  /** The name vim tries whether it may write with. */
  private static final String VIM_TRIAL = "4913";

  private FileNames() {}

  /**
   * Any name will do, as for the kubelet, but one that begins with a dot, and, unlike the kubelet,
   * those that editors and careful people leave beside a manifest: they would run it twice.
   */
  static boolean isManifest(String name) {
    return !name.startsWith(".")
        && !name.startsWith("#")
        && !name.equals(VIM_TRIAL)
        && LEFTOVERS.stream().noneMatch(name::endsWith);
  }
}
