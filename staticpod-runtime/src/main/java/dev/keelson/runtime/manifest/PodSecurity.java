package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The API's {@code PodSecurityContext}.
 *
 * @param strictGroups whether the image's own groups are left out: the policy Strict
 * @param sysctls by their names with dots between the words
 */
public record PodSecurity(
    Optional<Integer> runAsUser,
    Optional<Integer> runAsGroup,
    Optional<Boolean> runAsNonRoot,
    Optional<Integer> fsGroup,
    List<Integer> supplementalGroups,
    boolean strictGroups,
    Map<String, String> sysctls,
    Optional<SeccompSpec> seccomp,
    Optional<String> appArmorProfile) {
  public PodSecurity {
    supplementalGroups = List.copyOf(supplementalGroups);
    sysctls = Map.copyOf(sysctls);
  }
}
