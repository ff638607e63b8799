package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullTimeTest {
  @ParameterizedTest
  @CsvSource({
    "PT0.0009S, 0s",
    "PT0.25S, 250ms",
    "PT1.2005S, 1.2s",
    "PT60S, 1m0s",
    "PT61.5S, 1m1.5s",
    "PT1H, 1h0m0s"
  })
  void isWrittenAsGoWritesIt(Duration took, String written) {
    assertThat(PullTime.go(took.toNanos())).isEqualTo(written);
  }
}
