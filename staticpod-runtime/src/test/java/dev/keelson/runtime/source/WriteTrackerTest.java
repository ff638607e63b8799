package dev.keelson.runtime.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.linux.Inotify.Kind;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WriteTrackerTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final WriteTracker writes = new WriteTracker();

  @Test
  void aFileThatWasDeletedIsMissedWithinMilliseconds() {
    assertThat(writes.isDue(Kind.DELETED, "a.yaml", NOW)).isFalse();
    assertThat(writes.settled(NOW)).isEmpty();
    assertThat(writes.settled(NOW.plusMillis(3))).containsExactly("a.yaml");
    assertThat(writes.next()).isEmpty();
  }

  @Test
  void oneThatIsWrittenAnewAtOnceIsNotMissed() {
    writes.isDue(Kind.DELETED, "a.yaml", NOW);
    writes.isDue(Kind.CREATED, "a.yaml", NOW.plusMillis(1));
    writes.isDue(Kind.MODIFIED, "a.yaml", NOW.plusMillis(2));
    assertThat(writes.settled(NOW.plusSeconds(1))).isEmpty();
    assertThat(writes.isQuiet("a.yaml")).isFalse();
    assertThat(writes.isDue(Kind.WRITTEN, "a.yaml", NOW.plusMillis(4))).isTrue();
  }

  @Test
  void anEditorMayMoveTheOldVersionAwayBeforeItWritesTheNewOne() {
    writes.isDue(Kind.MOVED_OUT, "a.yaml", NOW);
    assertThat(writes.settled(NOW.plusMillis(50))).isEmpty();
    assertThat(writes.isDue(Kind.MOVED_IN, "a.yaml", NOW.plusMillis(60))).isTrue();
    assertThat(writes.settled(NOW.plusSeconds(1))).isEmpty();
  }
}
