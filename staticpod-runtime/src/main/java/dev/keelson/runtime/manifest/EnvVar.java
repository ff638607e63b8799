package dev.keelson.runtime.manifest;

/** An environment variable of a container. */
public sealed interface EnvVar {
  /** Its name. */
  String name();

  /** A value, with {@code $(OTHER)} not expanded yet. */
  record Literal(String name, String value) implements EnvVar {}

  /** Something that is known of the pod. */
  sealed interface FromPod extends EnvVar {}

  /** A field of the pod, such as {@code status.podIP}. */
  record FromField(String name, String fieldPath) implements FromPod {}

  /**
   * A request or limit of a container.
   *
   * @param container empty for the container itself
   * @param resource such as {@code limits.cpu}
   */
  record FromResource(String name, String container, String resource, Quantity divisor)
      implements FromPod {}

  /**
   * A variable that a file in one of the pod's volumes sets; it is read when the container is made.
   *
   * @param key the variable's name in the file
   * @param optional it is left out where the file does not set it
   */
  record FromFile(String name, String volume, String path, String key, boolean optional)
      implements EnvVar {}
}
