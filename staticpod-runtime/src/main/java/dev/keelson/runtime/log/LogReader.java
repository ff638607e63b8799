package dev.keelson.runtime.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Reads a container's log: the file that is written and, before it, those that were rotated away.
 * For one thread.
 */
public final class LogReader {
  private final Path file;
  private final LogQuery query;
  private long toSkip;

  /** A reader of the log that is written to that file. */
  public LogReader(Path file, LogQuery query) {
    this.file = file;
    this.query = query;
  }

  /** Writes the lines there are, as the container wrote them. */
  public void copy(OutputStream out) throws IOException {
    for (Path part : parts()) {
      try (LogSource lines = LogSource.open(part)) {
        copyAvailable(lines, out);
      } catch (NoSuchFileException _) {
        // Rotated away for good meanwhile.
      }
    }
  }

  /**
   * Writes the lines there are and those that come, also over a rotation, until {@code ended} says
   * that no more will, or {@code out} fails.
   *
   * @param ended asked whenever nothing more is to be read
   */
  public void follow(OutputStream out, BooleanSupplier ended)
      throws IOException, InterruptedException {
    try (var changes = FileChanges.of(file)) {
      List<Path> parts = parts();
      for (Path part : parts.subList(0, parts.size() - 1)) {
        try (LogSource lines = LogSource.open(part)) {
          copyAvailable(lines, out);
        }
      }
      boolean last = false;
      while (!last) {
        last = followOne(out, ended, changes);
      }
    }
  }

  /** Follows the file of now until it is rotated away; true when no more lines will come. */
  private boolean followOne(OutputStream out, BooleanSupplier ended, FileChanges changes)
      throws IOException, InterruptedException {
    Optional<Object> key = key();
    if (key.isEmpty()) {
      boolean last = ended.getAsBoolean();
      if (!last) {
        changes.await();
      }
      return last;
    }
    try (var lines = new LogSource.Growing(file)) {
      if (isAnother(key)) {
        // Rotated as it was opened: whose lines these are is not known.
        return false;
      }
      while (true) {
        boolean last = ended.getAsBoolean();
        // Once there is another file, nothing is written to this one any more.
        boolean rotated = isAnother(key);
        copyAvailable(lines, out);
        out.flush();
        if (last || rotated) {
          return !rotated;
        }
        changes.await();
      }
    }
  }

  private boolean isAnother(Optional<Object> key) throws IOException {
    return key().filter(k -> !key.equals(Optional.of(k))).isPresent();
  }

  private Optional<Object> key() throws IOException {
    try {
      return Optional.ofNullable(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private void copyAvailable(LogSource lines, OutputStream out) throws IOException {
    for (String raw = lines.next(); raw != null; raw = lines.next()) {
      var line = LogLine.parse(raw);
      if (line.isEmpty()) {
        continue;
      }
      if (toSkip > 0) {
        toSkip -= line.get().full() ? 1 : 0;
      } else if (query.since().map(line.get()::notBefore).orElse(true)) {
        out.write(text(line.get()).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String text(LogLine line) {
    return (query.timestamps() ? line.shownTime() + " " : "")
        + line.text()
        + (line.full() ? "\n" : "");
  }

  /**
   * The files to read, the oldest first; of the first so many lines are to be skipped that the
   * wanted tail is left.
   */
  private List<Path> parts() throws IOException {
    var all = new ArrayList<>(LogFiles.rotated(file));
    all.add(file);
    if (query.tail().isEmpty()) {
      return all;
    }
    int wanted = query.tail().getAsInt();
    long found = 0;
    int first = all.size();
    while (first > 0 && (found < wanted || first == all.size())) {
      first--;
      found += count(all.get(first));
    }
    toSkip = Math.max(0, found - wanted);
    return all.subList(first, all.size());
  }

  private static long count(Path part) throws IOException {
    long lines = 0;
    try (LogSource source = LogSource.open(part)) {
      for (String raw = source.next(); raw != null; raw = source.next()) {
        lines += LogLine.parse(raw).filter(LogLine::full).isPresent() ? 1 : 0;
      }
    } catch (NoSuchFileException _) {
      // Rotated away for good meanwhile.
    }
    return lines;
  }
}
