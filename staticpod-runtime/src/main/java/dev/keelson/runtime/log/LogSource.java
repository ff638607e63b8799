package dev.keelson.runtime.log;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The lines of one file of a log, one after the other. For one thread. */
sealed interface LogSource extends AutoCloseable {
  /** The next line without its line break; null where there is none, or none yet. */
  @Nullable String next() throws IOException;

  @Override
  void close() throws IOException;

  static LogSource open(Path file) throws IOException {
    return file.toString().endsWith(LogFiles.ZIPPED) ? new Zipped(file) : new Growing(file);
  }

  /** A file that was compressed and does not change any more. */
  final class Zipped implements LogSource {
    private final BufferedReader lines;

    private Zipped(Path file) throws IOException {
      this.lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    @Override
    public @Nullable String next() throws IOException {
      return lines.readLine();
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }

  /** Whole lines of a file that grows: what has no line break yet is not there yet. */
  final class Growing implements LogSource {
    private final RandomAccessFile file;
    private final byte[] buffer = new byte[16 * 1024];
    private int from;
    private int to;
    private long bufferStart;

    Growing(Path path) throws IOException {
      try {
        this.file = new RandomAccessFile(path.toFile(), "r");
      } catch (FileNotFoundException _) {
        throw new NoSuchFileException(path.toString());
      }
    }

    private void seek(long position) {
      bufferStart = position;
      from = 0;
      to = 0;
    }

    @Override
    public @Nullable String next() throws IOException {
      var line = new ByteArrayOutputStream();
      long start = bufferStart + from;
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
