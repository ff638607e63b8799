package dev.keelson.runtime.log;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds a line in a container's log. */
public final class LogSearch {
  private LogSearch() {}

  /** The first such line, rotated files included; empty where there is none. */
  public static Optional<LogLine> first(Path log, Predicate<LogLine> wanted) throws IOException {
    List<Path> files = new ArrayList<>(LogFiles.rotated(log));
    files.add(log);
    for (Path file : files) {
      Optional<LogLine> found = firstIn(file, wanted);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<LogLine> firstIn(Path file, Predicate<LogLine> wanted)
      throws IOException {
    try (LogSource lines = LogSource.open(file)) {
      for (String raw = lines.next(); raw != null; raw = lines.next()) {
        Optional<LogLine> found = LogLine.parse(raw).filter(wanted);
        if (found.isPresent()) {
          return found;
        }
      }
    } catch (NoSuchFileException _) {
      // Rotated away for good meanwhile.
    }
    return Optional.empty();
  }
}
