package dev.keelson.runtime.source;

import dev.keelson.runtime.linux.Inotify.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Knows which files may be read: not one that is still being written, and one that vanished only
 * when it stays away, since editors put the new version in the place of the old. Used by one
 * thread.
 */
final class WriteTracker {
  /** An editor that moved the old version out of its way takes so long to write the new one. */
  private static final Duration SETTLE = Duration.ofMillis(100);

  /** Programs that remove a file before they write it anew do it in one go; people mean it. */
  private static final Duration SETTLE_DELETED = Duration.ofMillis(3);

  private final Set<String> beingWritten = new HashSet<>();
  private final Map<String, Instant> settling = new HashMap<>();

  /** Takes a notice; true when the file is to be read now. */
  boolean isDue(Kind kind, String name, Instant now) {
    return switch (kind) {
      case WRITTEN, MOVED_IN -> {
        beingWritten.remove(name);
        settling.remove(name);
        yield true;
      }
      case MODIFIED -> {
        beingWritten.add(name);
        settling.remove(name);
        yield false;
      }
      // A link is made and never written; anything else is told of again.
      case CREATED, MOVED_OUT -> {
        beingWritten.remove(name);
        settling.put(name, now.plus(SETTLE));
        yield false;
      }
      case DELETED -> {
        beingWritten.remove(name);
        settling.put(name, now.plus(SETTLE_DELETED));
        yield false;
      }
      case GONE, OVERFLOW -> {
        beingWritten.clear();
        settling.clear();
        yield false;
      }
    };
  }

  /** Whether a rescan may read the file. */
  boolean isQuiet(String name) {
    return !beingWritten.contains(name) && !settling.containsKey(name);
  }

  /** The files that have settled; each is told once. */
  List<String> settled(Instant now) {
    List<String> due =
        settling.entrySet().stream()
            .filter(e -> !now.isBefore(e.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    due.forEach(settling::remove);
    return due;
  }

  /** When the next one settles. */
  Optional<Instant> next() {
    return settling.values().stream().min(Instant::compareTo);
  }
}
