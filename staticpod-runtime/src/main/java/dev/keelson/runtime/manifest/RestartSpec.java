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

  /** What a rule does. */
  public enum Action {
    RESTART,
    /** Every container of the pod is started anew, the init containers first. */
    RESTART_ALL_CONTAINERS
  }

  /**
   * What is done when a container ended with certain exit codes.
   *
   * @param listed whether the codes are those it is done after, or those it is not
   */
  public record Rule(Action action, boolean listed, List<Integer> exitCodes) {
    public Rule {
      exitCodes = List.copyOf(exitCodes);
    }

    private boolean restartsAll() {
      return action == Action.RESTART_ALL_CONTAINERS;
    }

    private boolean matches(int exitCode) {
      return exitCodes.contains(exitCode) == listed;
    }
  }

  /** The policy that holds where no rule does. */
  RestartPolicy policy(RestartPolicy ofPod) {
    return policy.orElse(ofPod);
  }

  /** Whether the first rule for that code asks for all containers of the pod to be restarted. */
  boolean restartsAllAfter(int exitCode) {
    return rules.stream()
        .filter(r -> r.matches(exitCode))
        .findFirst()
        .filter(Rule::restartsAll)
        .isPresent();
  }

  boolean mayRestartAll() {
    return rules.stream().anyMatch(Rule::restartsAll);
  }

  boolean restartsAfter(int exitCode, RestartPolicy ofPod) {
    return rules.stream().anyMatch(r -> r.matches(exitCode))
        || policy(ofPod).restartsAfter(exitCode);
  }
}
