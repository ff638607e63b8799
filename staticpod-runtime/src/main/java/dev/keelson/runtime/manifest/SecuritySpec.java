package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.Optional;

/** The API's {@code SecurityContext} of a container; what is empty comes from the pod's. */
public record SecuritySpec(
    boolean privileged,
    Optional<Integer> runAsUser,
    Optional<Integer> runAsGroup,
    Optional<Boolean> runAsNonRoot,
    List<String> addCapabilities,
    List<String> dropCapabilities,
    boolean allowPrivilegeEscalation,
    boolean readOnlyRootFilesystem,
    Optional<SeccompSpec> seccomp,
    Optional<String> appArmorProfile,
    boolean procMountUnmasked) {
  public SecuritySpec {
    addCapabilities = List.copyOf(addCapabilities);
    dropCapabilities = List.copyOf(dropCapabilities);
  }
}
