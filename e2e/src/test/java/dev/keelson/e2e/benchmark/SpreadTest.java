package dev.keelson.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void ofAnOddNumberTheMiddleOneIsTheMedian() {
    assertThat(of(9, 1, 5)).isEqualTo(new Spread(millis(1), millis(5), millis(9)));
  }

  @Test
  void ofAnEvenNumberItIsHalfwayBetweenTheMiddleTwo() {
    assertThat(of(9, 1, 5, 7)).isEqualTo(new Spread(millis(1), millis(6), millis(9)));
  }

  @Test
  void ofOneAllAreTheSame() {
    assertThat(of(4)).isEqualTo(new Spread(millis(4), millis(4), millis(4)));
  }

  private static Spread of(long... millis) {
    return Spread.of(LongStream.of(millis).mapToObj(Duration::ofMillis));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }
}
