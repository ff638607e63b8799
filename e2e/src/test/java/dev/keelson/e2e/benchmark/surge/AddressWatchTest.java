package dev.keelson.e2e.benchmark.surge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AddressWatchTest {
  private static final String ADDRESS = "192.0.2.11";

  @Test
  void theLongestTimeWithoutTheAddressCounts() {
    String changes =
        change("10.000000", "k8s\0\n " + ADDRESS)
            + change("11.000000", "k8s\0\n")
            + change("11.040000", "k8s\0\n " + ADDRESS)
            + change("20.000000", "k8s\0\n")
            + change("21.000000", "k8s\0\n 192.0.2.99")
            + change("23.500000", "k8s\0\n " + ADDRESS)
            + change("30.000000", "k8s\0\n");
    assertThat(AddressWatch.longestGap(changes, ADDRESS)).isEqualTo(Duration.ofMillis(3500));
  }

  @Test
  void nothingIsMissingWhereNothingChanged() {
    assertThat(AddressWatch.longestGap("", ADDRESS)).isZero();
  }

  private static String change(String at, String object) {
    return "%s {\"Events\":[{\"kv\":{\"key\":\"a2V5\",\"value\":\"%s\"}}]}\n"
        .formatted(
            at, Base64.getEncoder().encodeToString(object.getBytes(StandardCharsets.ISO_8859_1)));
  }
}
