package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.manifest.PodSpec.RestartPolicy;
import dev.keelson.runtime.manifest.RestartSpec.Action;
import java.util.List;
import java.util.Optional;

/** Reads restart policies, of pods and of containers, and the rules of the latter. */
final class RestartReader {
  private static final int MOST_RULES = 20;
  private static final int MOST_CODES = 255;
  private static final String ALL = "RestartAllContainers";
  private static final String[] POLICIES = {"Always", "OnFailure", "Never"};

  private RestartReader() {}

  static RestartPolicy ofPod(Fields fields) {
    return policy(fields.oneOf("restartPolicy", "Always", POLICIES));
  }

  /** An init container that is always restarted runs beside the others: it is a sidecar. */
  static Role roleOfInit(Fields fields) {
    boolean always = fields.node().path("restartPolicy").asText().equals("Always");
    return always ? Role.SIDECAR : Role.INIT;
  }

  static RestartSpec ofContainer(Fields fields) {
    Optional<RestartPolicy> policy =
        fields.has("restartPolicy")
            ? Optional.of(policy(fields.oneOf("restartPolicy", "", POLICIES)))
            : Optional.empty();
    List<RestartSpec.Rule> rules = fields.objects("restartPolicyRules", RestartReader::rule);
    if (!rules.isEmpty() && policy.isEmpty()) {
      fields.problem("restartPolicyRules", "need a restartPolicy beside them");
    }
    if (rules.size() > MOST_RULES) {
      fields.problem("restartPolicyRules", "are more than " + MOST_RULES);
    }
    return new RestartSpec(policy, rules);
  }

  private static RestartPolicy policy(String word) {
    return switch (word) {
      case "OnFailure" -> RestartPolicy.ON_FAILURE;
      case "Never" -> RestartPolicy.NEVER;
      default -> RestartPolicy.ALWAYS;
    };
  }

  private static RestartSpec.Rule rule(Fields fields) {
    fields.required("action");
    Action action =
        fields.oneOf("action", "", "Restart", ALL).equals(ALL)
            ? Action.RESTART_ALL_CONTAINERS
            : Action.RESTART;
    Optional<RestartSpec.Rule> rule = fields.object("exitCodes", f -> exitCodes(f, action));
    if (rule.isEmpty()) {
      fields.problem("exitCodes", "is missing");
    }
    return rule.orElse(new RestartSpec.Rule(action, true, List.of()));
  }

  private static RestartSpec.Rule exitCodes(Fields fields, Action action) {
    fields.required("operator");
    String operator = fields.oneOf("operator", "", "In", "NotIn");
    List<Integer> codes = fields.numbers("values");
    if (codes.size() > MOST_CODES) {
      fields.problem("values", "are more than " + MOST_CODES);
    }
    return new RestartSpec.Rule(action, operator.equals("In"), codes);
  }
}
