package dev.keelson.runtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.keelson.runtime.config.NodeTaint;
import dev.keelson.runtime.linux.HugePages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeObjectTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.5Z");
  private static final MachineFacts MACHINE =
      new MachineFacts(
          2,
          18_192,
          50_000,
          new HugePages(new TreeMap<>(Map.of(2L << 20, 8L << 20))),
          "m",
          "s",
          "b",
          "6.1",
          "Debian",
          "amd64");
  private static final NodeHealth HEALTHY = new NodeHealth(false, false, false, "memory://1", "");
  private final NodeObject node =
      new NodeObject(
          new PresenceConfig(
              "cp1",
              Path.of("kubelet.conf"),
              List.of("10.0.0.1"),
              Map.of("zone", "a"),
              List.of(new NodeTaint("node-role.kubernetes.io/control-plane", "", "NoSchedule")),
              "v1.37.1",
              Path.of("/")),
          MACHINE);

  @Test
  void isReadyFromItsCreation() throws JacksonException {
    JsonNode created = node.created(HEALTHY, 4, NOW);

    assertThat(created.path("spec").path("taints"))
        .isEqualTo(json("[{'key':'node-role.kubernetes.io/control-plane','effect':'NoSchedule'}]"));
    assertThat(created.path("metadata").path("labels").path("zone").asText()).isEqualTo("a");
    assertThat(created.path("metadata").path("labels").path("kubernetes.io/hostname").asText())
        .isEqualTo("cp1");
    assertThat(created.path("status").path("conditions").findValuesAsText("status"))
        .containsExactly("False", "False", "False", "True");
  }

  @Test
  void hasRoomForItsStaticPodsAlone() {
    JsonNode status = node.status(HEALTHY, 4, MissingNode.getInstance(), NOW);

    assertThat(status.path("allocatable").path("pods").asText()).isEqualTo("4");
    assertThat(status.path("capacity").path("pods").asText()).isEqualTo("110");
    assertThat(status.path("capacity").path("memory").asText()).isEqualTo("18192Ki");
    assertThat(status.path("allocatable").path("memory").asText()).isEqualTo("10000Ki");
    assertThat(status.path("allocatable").path("hugepages-2Mi").asText()).isEqualTo("8Mi");
  }

  @Test
  void keepsTheTransitionTimeOfWhatStaysTheSame() throws JacksonException {
    JsonNode before =
        json(
            "[{'type':'Ready','status':'True','lastTransitionTime':'2025-01-01T00:00:00Z'},"
                + "{'type':'DiskPressure','status':'True','lastTransitionTime':'2025-01-01T00:00:00Z'}]");

    JsonNode conditions = node.status(HEALTHY, 4, before, NOW).path("conditions");

    assertThat(transition(conditions, "Ready")).isEqualTo("2025-01-01T00:00:00Z");
    assertThat(transition(conditions, "DiskPressure")).isEqualTo("2026-01-01T00:00:00Z");
  }

  @Test
  void isNotReadyWithoutItsEngine() {
    var health = new NodeHealth(true, false, false, "", "the socket is gone");

    JsonNode conditions = node.status(health, 4, MissingNode.getInstance(), NOW).path("conditions");

    assertThat(conditions.findValuesAsText("reason"))
        .containsExactly(
            "KubeletHasInsufficientMemory",
            "KubeletHasNoDiskPressure",
            "KubeletHasSufficientPID",
            "KubeletNotReady");
    assertThat(conditions.get(3).path("message").asText()).isEqualTo("the socket is gone");
  }

  private static String transition(JsonNode conditions, String type) {
    return conditions
        .valueStream()
        .filter(c -> c.path("type").asText().equals(type))
        .findFirst()
        .orElseThrow()
        .path("lastTransitionTime")
        .asText();
  }

  private static JsonNode json(String text) throws JacksonException {
    return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
  }
}
