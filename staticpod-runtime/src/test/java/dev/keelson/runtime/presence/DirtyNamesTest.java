package dev.keelson.runtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.testkit.ManualClock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DirtyNamesTest {
  @Test
  void namesEachOnceHoweverOftenItChanged() throws InterruptedException {
    var dirty = new DirtyNames(ManualClock.standing());
    dirty.mark("a");
    dirty.mark("a");
    dirty.mark("b");

    assertThat(new String[] {dirty.take(), dirty.take()}).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void wakesWhoWaits() {
    var dirty = new DirtyNames(InstantSource.system());
    var taken = CompletableFuture.supplyAsync(() -> take(dirty));
    assertThat(taken).isNotDone();

    dirty.mark("a");

    assertThat(taken.join()).isEqualTo("a");
  }

  @Test
  void triesARefusedOneLaterAndNotBefore() throws InterruptedException {
    var clock = ManualClock.standing();
    var dirty = new DirtyNames(clock);
    dirty.again("refused");
    dirty.mark("refused");
    dirty.mark("other");

    assertThat(dirty.take()).isEqualTo("other");
    clock.advance(Duration.ofMillis(100));
    assertThat(dirty.take()).isEqualTo("refused");
  }

  @Test
  void forgetsRefusalsOnceItWasTaken() throws InterruptedException {
    var dirty = new DirtyNames(ManualClock.standing());
    dirty.again("a");
    dirty.done("a");
    dirty.mark("a");

    assertThat(dirty.take()).isEqualTo("a");
  }

  private static String take(DirtyNames dirty) {
    try {
      return dirty.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
