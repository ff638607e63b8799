package dev.keelson.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.source.DesiredPods;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PodLimitTest {
  private final PodLimit limit = new PodLimit(2);

  private static PodManifest pod(String name) {
    String text =
        "{apiVersion: v1, kind: Pod, metadata: {name: %s}, spec: {containers: [{name: c, image: i}]}}"
            .formatted(name);
    var origin = new ManifestOrigin("file", "/m/" + name, "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  private DesiredPods apply(String... names) {
    List<PodManifest> pods = Stream.of(names).map(PodLimitTest::pod).toList();
    return limit.apply(new DesiredPods(pods, List.of()));
  }

  private static List<String> names(DesiredPods desired) {
    return desired.pods().stream().map(PodManifest::name).toList();
  }

  @Test
  void whatWasAdmittedStaysAndOthersComeInAsItGoes() {
    assertThat(names(apply("b", "c"))).containsExactly("b-n", "c-n");

    DesiredPods four = apply("a", "b", "c", "d");
    assertThat(names(four)).containsExactly("b-n", "c-n");
    assertThat(four.failures())
        .map(DesiredPods.Failure::message)
        .containsExactly(
            "the pod default/a-n waits: this node runs 2 pods, and maxPods allows no more",
            "the pod default/d-n waits: this node runs 2 pods, and maxPods allows no more");

    assertThat(names(apply("a", "c", "d"))).containsExactly("a-n", "c-n");
  }
}
