package dev.keelson.runtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.testkit.Snapshots;
import org.junit.jupiter.api.Test;

class EventBacklogTest {
  @Test
  void keepsTheNewestAndNeverWaits() throws InterruptedException {
    var backlog = new EventBacklog();
    for (int i = 0; i < 1000; i++) {
      backlog.add(event(i));
    }

    assertThat(backlog.take().message()).isEqualTo("936");
  }

  private static PodEvent event(int number) {
    return new PodEvent(
        Snapshots.STARTED, "Normal", "Started", Integer.toString(number), "ns", "pod", "uid", "");
  }
}
