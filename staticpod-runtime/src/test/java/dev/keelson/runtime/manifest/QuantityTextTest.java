package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTextTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 100m",
    "1000m, 1",
    "1500m, 1500m",
    "2, 2",
    "1000, 1k",
    "1500, 1500",
    "0, 0",
    "1.5G, 1500M",
    "1024Mi, 1Gi",
    "1536Mi, 1536Mi",
    "0.5Gi, 512Mi",
    "512, 512",
    "1e3, 1e3",
    "12e2, 1200",
    "0.5Ki, 512"
  })
  void writesAsTheServerDoes(String given, String canonical) {
    assertThat(QuantityText.canonical(given)).isEqualTo(canonical);
  }
}
