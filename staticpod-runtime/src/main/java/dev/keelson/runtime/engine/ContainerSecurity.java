package dev.keelson.runtime.engine;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a container may do.
 *
 * @param user empty for the image's own
 * @param strictGroups whether the groups that the image lists the user in are left out
 * @param addCapabilities without the {@code CAP_} prefix; {@code ALL} for all
 * @param seccomp the profile
 * @param appArmorProfile {@code runtime/default}, {@code localhost/NAME} or {@code unconfined};
 *     empty where nothing is asked for
 * @param procMountUnmasked whether /proc is shown whole
 */
public record ContainerSecurity(
    boolean privileged,
    OptionalInt user,
    OptionalInt group,
    List<Integer> supplementalGroups,
    boolean strictGroups,
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
