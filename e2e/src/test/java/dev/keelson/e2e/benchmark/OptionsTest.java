package dev.keelson.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

  @Test
  void withoutArgumentsAllTakePartAndTheReportIsTheDocumentation() {
    Options options = Options.parse(List.of());
    assertThat(options.only()).containsExactlyInAnyOrder("floor", "keelson", "kubeadm");
    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.settling()).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.report()).isEqualTo(Path.of("docs/benchmarks.md"));
  }

  @Test
  void everyArgumentIsHeeded() {
    assertThat(
            Options.parse(
                List.of(
                    "--rounds=3",
                    "--settling=0",
                    "--only=floor,keelson",
                    "--launcher=k",
                    "--report=r")))
        .isEqualTo(
            new Options(3, Duration.ZERO, Set.of("floor", "keelson"), Path.of("k"), Path.of("r")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--rounds=0",
        "--rounds=x",
        "--settling=-1",
        "--only=nobody",
        "rounds=1",
        "--help"
      })
  void whatIsNotKnownIsRefused(String argument) {
    assertThatIllegalArgumentException().isThrownBy(() -> Options.parse(List.of(argument)));
  }
}
