package dev.keelson.e2e.benchmark.pods;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PodOptionsTest {

  @Test
  void measuresBothTwentyTimesUnlessToldOtherwise() {
    PodOptions options = PodOptions.parse(List.of());
    assertThat(options.rounds()).isEqualTo(20);
    assertThat(options.only()).containsExactlyInAnyOrder("kubelet", "keelson");
    assertThat(options.report()).isEqualTo(Path.of("docs/benchmarks.md"));
  }

  @Test
  void takesWhatItIsTold() {
    PodOptions options =
        PodOptions.parse(List.of("--rounds=3", "--bursts=0", "--window=7", "--only=keelson"));
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.bursts()).isZero();
    assertThat(options.window()).isEqualTo(Duration.ofSeconds(7));
    assertThat(options.only()).containsExactly("keelson");
  }

  @Test
  void namesAllThatItDoesNotKnow() {
    assertThatThrownBy(() -> PodOptions.parse(List.of("--round=3", "pods")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not known: --round=3 pods");
    assertThatThrownBy(() -> PodOptions.parse(List.of("--rounds=many")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--rounds: \"many\" is no number");
  }
}
