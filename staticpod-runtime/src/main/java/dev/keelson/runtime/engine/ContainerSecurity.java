package dev.keelson.runtime.engine;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a container may do.
 *
 * @param user empty for the image's own
 * @param addCapabilities without the {@code CAP_} prefix; {@code ALL} for all
 * @param seccomp the profile
 * @param procMountUnmasked whether /proc is shown whole
 */
public record ContainerSecurity(
    boolean privileged,
    OptionalInt user,
    OptionalInt group,
    List<Integer> supplementalGroups,
    List<String> addCapabilities,
    List<String> dropCapabilities,
    boolean noNewPrivileges,
    boolean readOnlyRootFilesystem,
    Seccomp seccomp,
    String appArmorProfile,
    boolean procMountUnmasked) {
  public ContainerSecurity {
    supplementalGroups = List.copyOf(supplementalGroups);
    addCapabilities = List.copyOf(addCapabilities);
    dropCapabilities = List.copyOf(dropCapabilities);
  }

  /** A seccomp profile of the Kubernetes API. */
  public sealed interface Seccomp {
    /** Everything is allowed. */
    record Unconfined() implements Seccomp {}

    /** The engine's default profile. */
    record RuntimeDefault() implements Seccomp {}

    /** A file on this node, in the OCI runtime's JSON. */
    record Localhost(java.nio.file.Path file) implements Seccomp {}
  }
}
