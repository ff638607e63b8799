package dev.keelson.runtime.manifest;

import java.util.List;

/**
 * A volume in a container.
 *
 * @param bindOptions words of mount(8) on top
 * @param subPath below the volume, empty for the whole
 * @param subPathExpr as {@code subPath}, with variables; empty for none
 */
public record VolumeMount(
    String volume,
    String mountPath,
    boolean readOnly,
    boolean recursiveReadOnly,
    Propagation propagation,
    List<String> bindOptions,
    String subPath,
    String subPathExpr) {
  public VolumeMount {
    bindOptions = List.copyOf(bindOptions);
  }

  /** Whether mounts made on one side are seen on the other. */
  public enum Propagation {
    NONE,
    HOST_TO_CONTAINER,
    BIDIRECTIONAL
  }
}
