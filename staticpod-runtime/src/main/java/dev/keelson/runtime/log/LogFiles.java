package dev.keelson.runtime.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of one container's log: the one that is written, such as {@code 0.log}, and those that
 * were rotated away, such as {@code 0.log.20261121-175500.gz}, as the kubelet names them.
 */
public final class LogFiles {
  static final String ZIPPED = ".gz";
  static final String UNFINISHED = ".tmp";
  private static final Pattern ATTEMPT = Pattern.compile("(\\d{1,9})\\.log(\\..*)?");

  private LogFiles() {}

  /** Those that were rotated away, the oldest first. */
  static List<Path> rotated(Path log) throws IOException {
    return beside(log).filter(f -> !f.toString().endsWith(UNFINISHED)).toList();
  }

  /** Those that a rotation left unfinished. */
  static List<Path> unfinished(Path log) throws IOException {
    return beside(log).filter(f -> f.toString().endsWith(UNFINISHED)).toList();
  }

  private static Stream<Path> beside(Path log) throws IOException {
    String prefix = log.getFileName() + ".";
    try (Stream<Path> files = Files.list(log.toAbsolutePath().resolveSibling(""))) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(prefix))
          .sorted(Comparator.comparing(Path::toString))
          .toList()
          .stream();
    } catch (NoSuchFileException _) {
      return Stream.empty();
    }
  }

  /**
   * The attempt that comes after those whose logs are in that directory of a container; 0 where
   * there are none. As the kubelet counts restarts of which its container runtime knows nothing.
   */
  public static int nextAttempt(Path container) throws IOException {
    try (Stream<Path> files = Files.list(container)) {
      return files
          .map(f -> ATTEMPT.matcher(String.valueOf(f.getFileName())))
          .filter(Matcher::matches)
          .mapToInt(m -> Integer.parseInt(m.group(1)) + 1)
          .max()
          .orElse(0);
    } catch (NoSuchFileException _) {
      return 0;
    }
  }

  /**
   * Removes all files of the log; a success when they are gone already.
   *
   * @throws IOException when one cannot be removed
   */
  public static void delete(Path log) throws IOException {
    for (Path file : beside(log).toList()) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(log);
  }
}
