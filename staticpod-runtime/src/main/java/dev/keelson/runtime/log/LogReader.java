package dev.keelson.runtime.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.function.BooleanSupplier;

/** Reads a container's log file. For one thread. */
public final class LogReader {
  private final Path file;
  private final LogQuery query;

  /** A reader of that file. */
  public LogReader(Path file, LogQuery query) {
    this.file = file;
    this.query = query;
  }

  /** Writes the lines there are, as the container wrote them. */
  public void copy(OutputStream out) throws IOException {
    try (var lines = new LogFile(file)) {
      lines.seek(start());
      copyAvailable(lines, out);
    }
  }

  /**
   * Writes the lines there are and those that come, until {@code ended} says that no more will, or
   * {@code out} fails.
   *
   * @param ended asked whenever nothing more is to be read
   */
  public void follow(OutputStream out, BooleanSupplier ended)
      throws IOException, InterruptedException {
    try (var changes = FileChanges.of(file);
        var lines = new LogFile(file)) {
      lines.seek(start());
      boolean last = false;
      while (!last) {
        last = ended.getAsBoolean();
        copyAvailable(lines, out);
        out.flush();
        if (!last) {
          changes.await();
        }
      }
    }
  }

  private void copyAvailable(LogFile lines, OutputStream out) throws IOException {
    for (String raw = lines.next(); raw != null; raw = lines.next()) {
      var line = LogLine.parse(raw);
      if (line.isPresent() && query.since().map(line.get()::notBefore).orElse(true)) {
        out.write(text(line.get()).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private String text(LogLine line) {
    return (query.timestamps() ? line.time() + " " : "") + line.text() + (line.full() ? "\n" : "");
  }

  /**
   * Where the wanted tail begins: a pass over the file that keeps no more than that many places.
   */
  private long start() throws IOException {
    if (query.tail().isEmpty()) {
      return 0;
    }
    int wanted = query.tail().getAsInt();
    var starts = new ArrayDeque<Long>();
    try (var lines = new LogFile(file)) {
      long start = 0;
      for (String raw = lines.next(); raw != null; raw = lines.next()) {
        if (LogLine.parse(raw).map(LogLine::full).orElse(true)) {
          starts.addLast(start);
          start = lines.position();
        }
        if (starts.size() > wanted) {
          starts.removeFirst();
        }
      }
      return starts.isEmpty() ? lines.position() : starts.getFirst();
    }
  }

  /** Whole lines of a file that grows: what has no line break yet is not there yet. */
  private static final class LogFile implements AutoCloseable {
    private final RandomAccessFile file;
    private final byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;
    private long bufferStart;

    LogFile(Path path) throws IOException {
      this.file = new RandomAccessFile(path.toFile(), "r");
    }

    void seek(long position) {
      bufferStart = position;
      from = 0;
      to = 0;
    }

    /** Where the next line begins. */
    long position() {
      return bufferStart + from;
    }

    @org.jspecify.annotations.Nullable
    String next() throws IOException {
      var line = new java.io.ByteArrayOutputStream();
      long start = position();
      while (true) {
        int end = lineBreak();
        if (end >= 0) {
          line.write(buffer, from, end - from);
          from = end + 1;
          return line.toString(StandardCharsets.UTF_8);
        }
        line.write(buffer, from, to - from);
        if (!fill()) {
          seek(start);
          return null;
        }
      }
    }

    private int lineBreak() {
      for (int i = from; i < to; i++) {
        if (buffer[i] == '\n') {
          return i;
        }
      }
      return -1;
    }

    private boolean fill() throws IOException {
      bufferStart += to;
      file.seek(bufferStart);
      int n = file.read(buffer);
      from = 0;
      to = Math.max(n, 0);
      return n > 0;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
