package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.PodSpec.RestartPolicy;
import java.util.List;
import java.util.Optional;

/**
 * When an ended container is started again, as the API's {@code ContainerShouldRestart} decides.
 *
 * @param policy the container's own; empty for the pod's
 * @param rules looked at first, in order
 */
public record RestartSpec(Optional<RestartPolicy> policy, List<Rule> rules) {
  /** Of a container that leaves it to its pod. */
  static final RestartSpec OF_POD = new RestartSpec(Optional.empty(), List.of());

  public RestartSpec {
    rules = List.copyOf(rules);
  }

  /**
   * Restarts a container that ended with certain exit codes.
   *
   * @param listed whether the codes are those it is restarted after, or those it is not
   */
  public record Rule(boolean listed, List<Integer> exitCodes) {
    public Rule {
      exitCodes = List.copyOf(exitCodes);
    }

    private boolean matches(int exitCode) {
      return exitCodes.contains(exitCode) == listed;
    }
  }

  /** The policy that holds where no rule does. */
  RestartPolicy policy(RestartPolicy ofPod) {
    return policy.orElse(ofPod);
  }

  boolean restartsAfter(int exitCode, RestartPolicy ofPod) {
    return rules.stream().anyMatch(r -> r.matches(exitCode))
        || policy(ofPod).restartsAfter(exitCode);
  }
}
