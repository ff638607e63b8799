package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.config.KubeletSettings.Shutdown;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How long a group of pods gets; {@code PodRestartTest} sees the order. */
class StopOrderTest {
  private static final int CRITICAL = 2_000_000_000;
  private static final Duration ASKED = Duration.ofMinutes(10);

  private static long seconds(int priority, Shutdown shutdown) {
    return new StopOrder.Group(List.of(), priority).most(ASKED, shutdown).toSeconds();
  }

  private static Shutdown shutdown(int all, int critical, Map<Integer, Duration> byPriority) {
    return new Shutdown(
        Duration.ofSeconds(all), Duration.ofSeconds(critical), new TreeMap<>(byPriority));
  }

  @Test
  void isWhatIsAskedWhereNothingIsSaid() {
    assertThat(seconds(0, shutdown(0, 0, Map.of()))).isEqualTo(600);
  }

  @Test
  void isTheRestOfAllForWhatIsNotCritical() {
    assertThat(seconds(0, shutdown(30, 10, Map.of()))).isEqualTo(20);
    assertThat(seconds(CRITICAL, shutdown(30, 10, Map.of()))).isEqualTo(10);
  }

  @Test
  void isThatOfTheNextLowerPriority() {
    Shutdown shutdown =
        shutdown(0, 0, Map.of(100, Duration.ofSeconds(5), 1000, Duration.ofSeconds(7)));
    assertThat(seconds(0, shutdown)).isEqualTo(5);
    assertThat(seconds(100, shutdown)).isEqualTo(5);
    assertThat(seconds(999, shutdown)).isEqualTo(5);
    assertThat(seconds(1000, shutdown)).isEqualTo(7);
    assertThat(seconds(CRITICAL + 1000, shutdown)).isEqualTo(7);
  }
}
