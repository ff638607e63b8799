package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimeAnnotationTest {
  private static PodManifest pod(String annotations) {
    String text =
        """
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a", "annotations": {%s}},
         "spec": {"containers": [{"name": "c", "image": "example/c:1"}]}}
        """
            .formatted(annotations);
    var origin = new ManifestOrigin("file", "/m/a.json", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  @Test
  void timesBelowASecondAreKept() {
    assertThat(pod("\"keelson.dev/stop-grace\": \"200ms\"").stopGrace())
        .contains(Duration.ofMillis(200));
    assertThat(pod("\"keelson.dev/stop-grace\": \"3s\"").stopGrace())
        .contains(Duration.ofSeconds(3));
    assertThat(pod("").stopGrace()).isEmpty();
    assertThat(pod("\"keelson.dev/hold-connections\": \"5s\"").holdConnections())
        .contains(Duration.ofSeconds(5));
    assertThat(pod("").holdConnections()).isEmpty();
  }

  @Test
  void whatIsNoTimeIsRefused() {
    assertThatThrownBy(() -> pod("\"keelson.dev/stop-grace\": \"soon\""))
        .isInstanceOf(InvalidManifestException.class)
        .hasMessageContaining("keelson.dev/stop-grace is \"soon\"");
    assertThatThrownBy(() -> pod("\"keelson.dev/hold-connections\": \"\""))
        .isInstanceOf(InvalidManifestException.class)
        .hasMessageContaining("keelson.dev/hold-connections is \"\"");
  }
}
