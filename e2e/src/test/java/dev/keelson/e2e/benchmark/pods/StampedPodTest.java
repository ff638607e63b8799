package dev.keelson.e2e.benchmark.pods;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class StampedPodTest {

  @Test
  void writesItsStampsToAFileOfItsVersion() throws Exception {
    JsonNode first = container(StampedPod.of("web"));
    assertThat(first.path("args")).hasToString("[\"/stamps/web-0\"]");
    assertThat(first.has("livenessProbe")).isFalse();
    JsonNode second = container(StampedPod.of("web").edited());
    assertThat(second.path("args")).hasToString("[\"/stamps/web-1\"]");
  }

  @Test
  void isProbedWhereItListens() throws Exception {
    JsonNode container = container(StampedPod.of("web").probedAt(20000));
    assertThat(container.path("args")).hasToString("[\"/stamps/web-0\",\"20000\"]");
    JsonNode probe = container.path("livenessProbe");
    assertThat(probe).isEqualTo(container.path("readinessProbe"));
    assertThat(probe.path("httpGet").path("port").asInt()).isEqualTo(20000);
    assertThat(probe.path("periodSeconds").asInt()).isEqualTo(10);
  }

  private static JsonNode container(StampedPod pod) throws Exception {
    JsonNode manifest = new ObjectMapper().valueToTree(new Yaml().load(pod.manifest()));
    assertThat(manifest.at("/metadata/name").asText()).isEqualTo(pod.name());
    return manifest.at("/spec/containers/0");
  }
}
