package dev.keelson.runtime.pod;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What a container that ended left: its termination message and the end of its log. */
final class LastWords {
  private static final int MESSAGE_BYTES = 4096;
  private static final int LOG_BYTES = 2048;
  private static final int LOG_LINES = 80;
  private static final int POD_BYTES = 12 << 10;
  private static final int READ_BYTES = 16 << 10;

  private LastWords() {}

  /** The termination message; empty where none was left. */
  static String message(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MESSAGE_BYTES), StandardCharsets.UTF_8);
    } catch (IOException _) {
      // A container whose directory is gone said nothing.
      return "";
    }
  }

  /** The end of a log in the CRI format, as the kubelet falls back to it. */
  static String logTail(Path log) {
    byte[] text =
        lines(log, LOG_LINES).stream()
            .map(l -> l + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
    int from = Math.max(0, text.length - LOG_BYTES);
    while (from < text.length && isContinued(text[from])) {
      from++;
    }
    return new String(text, from, text.length - from, StandardCharsets.UTF_8);
  }

  /** How long the message of one container may be, that all of the pod's fit into its status. */
  static int messageBytes(int containers) {
    return POD_BYTES / Math.max(1, containers);
  }

  /** The beginning of a message. */
  static String cut(String message, int bytes) {
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    int to = Math.min(text.length, bytes);
    while (to > 0 && to < text.length && isContinued(text[to])) {
      to--;
    }
    return new String(text, 0, to, StandardCharsets.UTF_8);
  }

  /** Whether a byte goes on with a character of UTF-8 that was begun before it. */
  private static boolean isContinued(byte b) {
    return (b & 0xC0) == 0x80;
  }

  /** The last lines of a log in the CRI format; none where it cannot be read. */
  static List<String> lines(Path log, int most) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - READ_BYTES);
      file.seek(start);
      var bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      List<String> all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
      List<String> whole = start > 0 && !all.isEmpty() ? all.subList(1, all.size()) : all;
      return whole.subList(Math.max(0, whole.size() - most), whole.size()).stream()
          .map(LastWords::text)
          .collect(Collectors.toUnmodifiableList());
    } catch (IOException _) {
      return List.of();
    }
  }

  /** Takes time, stream and tag from a line. */
  private static String text(String line) {
    String[] parts = line.split(" ", 4);
    return parts.length == 4 ? parts[3] : line;
  }
}
