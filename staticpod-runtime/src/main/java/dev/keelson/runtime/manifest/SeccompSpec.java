package dev.keelson.runtime.manifest;

/** The API's {@code SeccompProfile}. */
public sealed interface SeccompSpec {
  /** No filter. */
  record Unconfined() implements SeccompSpec {}

  /** The engine's own profile. */
  record RuntimeDefault() implements SeccompSpec {}

  /** A file below the kubelet's seccomp directory. */
  record Localhost(String file) implements SeccompSpec {}
}
