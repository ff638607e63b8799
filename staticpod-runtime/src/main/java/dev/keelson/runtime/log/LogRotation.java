package dev.keelson.runtime.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * Bounds the log of a container as the kubelet's container log manager does: one that has grown too
 * large gets another name and its writer begins a new file, the rotated ones before are compressed,
 * and the oldest go. No line is lost: the writer goes on with the file it has until it has another.
 *
 * @param maxSize in bytes, from which on a log is rotated
 * @param maxFiles of one container, the one that is written included; at least two
 */
public record LogRotation(long maxSize, int maxFiles) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Has a writer go on in a new file of the log's name. */
  @FunctionalInterface
  public interface Reopening {
    /** Asks for it; throws where that cannot be. */
    void reopen();
  }

  /**
   * Rotates the log where that is due.
   *
   * @return whether it was
   */
  public boolean rotate(Path log, Instant now, Reopening writer) throws IOException {
    if (!Files.exists(log) || Files.size(log) <= maxSize) {
      return false;
    }
    for (Path unfinished : LogFiles.unfinished(log)) {
      Files.deleteIfExists(unfinished);
    }
    makeRoom(LogFiles.rotated(log));
    for (Path rotated : LogFiles.rotated(log)) {
      if (!rotated.toString().endsWith(LogFiles.ZIPPED)) {
        compress(rotated);
      }
    }
    Path away = log.resolveSibling(log.getFileName() + "." + STAMP.format(stamp(log, now)));
    Files.move(log, away);
    try {
      writer.reopen();
      return true;
    } catch (RuntimeException e) {
      // It still writes to the file that was moved.
      Files.move(away, log);
      throw e;
    }
  }

  /**
   * Names keep the order of the files: one that is rotated in the same second as the one before, or
   * after the clock was set back, is named for the second that follows.
   */
  private static Instant stamp(Path log, Instant now) throws IOException {
    Optional<Instant> last =
        LogFiles.rotated(log).stream().reduce((_, later) -> later).flatMap(f -> stampOf(log, f));
    return last.map(l -> l.plusSeconds(1)).filter(now::isBefore).orElse(now);
  }

  private static Optional<Instant> stampOf(Path log, Path rotated) {
    String name = rotated.getFileName().toString();
    int from = log.getFileName().toString().length() + 1;
    try {
      return Optional.of(
          STAMP.parse(name.substring(from, Math.min(name.length(), from + 15)), Instant::from));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /** Two stay beside the others: the one that is written and the one that is rotated now. */
  private void makeRoom(List<Path> rotated) throws IOException {
    int most = Math.max(0, maxFiles - 2);
    for (Path oldest : rotated.subList(0, Math.max(0, rotated.size() - most))) {
      Files.deleteIfExists(oldest);
    }
  }

  private static void compress(Path file) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + LogFiles.UNFINISHED);
    try (var out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
      Files.copy(file, out);
    }
    Files.move(
        unfinished,
        file.resolveSibling(file.getFileName() + LogFiles.ZIPPED),
        StandardCopyOption.ATOMIC_MOVE);
    Files.delete(file);
  }
}
