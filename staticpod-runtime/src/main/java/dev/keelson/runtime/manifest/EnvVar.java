package dev.keelson.runtime.manifest;

/** An environment variable of a container. */
public sealed interface EnvVar {
  /** Its name. */
  String name();

  /** A value, with {@code $(OTHER)} not expanded yet. */
  record Literal(String name, String value) implements EnvVar {}

  /** A field of the pod, such as {@code status.podIP}. */
  record FromField(String name, String fieldPath) implements EnvVar {}

  /**
   * A request or limit of a container.
   *
   * @param container empty for the container itself
   * @param resource such as {@code limits.cpu}
   */
  record FromResource(String name, String container, String resource, Quantity divisor)
      implements EnvVar {}
}
