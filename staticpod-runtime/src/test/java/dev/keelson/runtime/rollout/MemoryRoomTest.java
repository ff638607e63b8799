package dev.keelson.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryRoomTest {
  private static final MemoryRoom ROOM =
      MemoryRoom.of(List.of("MemTotal:  1000000 kB", "MemAvailable:   614400 kB"));

  @Test
  void aProcessFitsInWithAFifthToSpare() {
    assertThat(ROOM.lacksFor(500L << 20)).isEmpty();
  }

  @Test
  void aLargerOneDoesNotAndTheSentenceSaysWhatLacks() {
    assertThat(ROOM.lacksFor(600L << 20))
        .contains("two at once need 720 MiB more memory, and 600 MiB are available");
  }
}
