package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.config.KubeletSettings.Images;
import dev.keelson.runtime.testkit.ManualClock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PullLimitTest {
  private final ManualClock clock = ManualClock.standing();

  private PullLimit limit(Optional<Integer> parallel, int perSecond, int burst) {
    var images = new Images(85, 80, Duration.ZERO, Duration.ZERO, parallel, perSecond, burst);
    return new PullLimit(images, clock);
  }

  @Test
  void pullsNoMoreAtATimeThanAllowed() throws Exception {
    PullLimit limit = limit(Optional.of(2), 0, 0);
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var two = new CountDownLatch(2);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 6; i++) {
        var _ =
            threads.submit(() ->
                limit.pull(() -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  two.countDown();
                  await(two);
                  return now.decrementAndGet();
                }));
      }
    }
    assertThat(most).hasValue(2);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void refusesWhatComesTooFast() throws Exception {
    PullLimit limit = limit(Optional.empty(), 2, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(limit.pull(() -> "image")).isEqualTo("image");
    }
    assertThatThrownBy(() -> limit.pull(() -> "image")).hasMessage("pull QPS exceeded");

    clock.advance(Duration.ofMillis(500));

    assertThat(limit.pull(() -> "image")).isEqualTo("image");
    assertThatThrownBy(() -> limit.pull(() -> "image")).hasMessage("pull QPS exceeded");
  }
}
