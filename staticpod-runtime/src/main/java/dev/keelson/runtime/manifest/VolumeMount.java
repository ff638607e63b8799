package dev.keelson.runtime.manifest;

/**
 * A volume in a container.
 *
 * @param subPath below the volume, empty for the whole
 * @param subPathExpr as {@code subPath}, with variables; empty for none
 */
public record VolumeMount(
    String volume,
    String mountPath,
    boolean readOnly,
    boolean recursiveReadOnly,
    Propagation propagation,
    String subPath,
    String subPathExpr) {
  /** Whether mounts made on one side are seen on the other. */
  public enum Propagation {
    NONE,
    HOST_TO_CONTAINER,
    BIDIRECTIONAL
  }
}
