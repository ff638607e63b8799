package dev.keelson.runtime.engine.embedded.oci;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SeccompProfileTest {
  @Test
  void mountingNeedsItsCapability() {
    assertThat(actions(Set.of(), "mount")).containsExactly("SCMP_ACT_ERRNO");
    assertThat(actions(Set.of("CAP_SYS_ADMIN"), "mount")).containsExactly("SCMP_ACT_ALLOW");
    assertThat(actions(Set.of(), "clone3")).isEmpty();
    assertThat(actions(Set.of(), "openat")).containsExactly("SCMP_ACT_ALLOW");
    assertThat(actions(Set.of("CAP_SYS_ADMIN"), "keyctl")).containsExactly("SCMP_ACT_ERRNO");
  }

  @Test
  void cloneWithoutCapabilityTakesNoNamespaceFlag() {
    for (JsonNode rule : rules(Set.of(), "clone")) {
      assertThat(rule.path("args").get(0).path("value").asLong()).isEqualTo(0x7E020000L);
      assertThat(rule.path("args").get(0).path("op").asText()).isEqualTo("SCMP_CMP_MASKED_EQ");
    }
    assertThat(rules(Set.of(), "clone")).hasSize(1);
  }

  @Test
  void whatIsNotListedDoesNotExist() {
    JsonNode profile = SeccompProfile.runtimeDefault(Set.of());
    assertThat(profile.path("defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
    assertThat(profile.path("defaultErrnoRet").asInt()).isEqualTo(38);
    assertThat(actions(Set.of(), "io_uring_setup")).isEmpty();
  }

  private static List<String> actions(Set<String> capabilities, String name) {
    return rules(capabilities, name).stream().map(r -> r.path("action").asText()).toList();
  }

  private static List<JsonNode> rules(Set<String> capabilities, String name) {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode rule : SeccompProfile.runtimeDefault(capabilities).path("syscalls")) {
      rule.path("names")
          .forEach(n -> {
            if (n.asText().equals(name)) {
              found.add(rule);
            }
          });
    }
    return found;
  }
}
