package dev.keelson.runtime.engine.embedded;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program run to its end, with what it printed. */
final class Command {
  private static final int LIMIT = 16 << 20;
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Command() {}

  /** How it ended. */
  record Outcome(int exitCode, String stdout, String stderr) {
    /** The last thing it said, as one line; the OCI runtime's own wording where it is one. */
    String complaint() {
      return Complaint.of(stderr.isBlank() ? stdout : stderr);
    }
  }

  /**
   * Runs it with nothing on its standard input and a bare environment.
   *
   * @return empty when it had not ended in time; it is killed then
   */
  static Optional<Outcome> run(
      List<String> words, Map<String, String> environment, Path directory, Duration timeout)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    Process process = builder.start();
    Drain stdout = Drain.start(process.getInputStream());
    Drain stderr = Drain.start(process.getErrorStream());
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
      return Optional.of(new Outcome(process.exitValue(), stdout.text(), stderr.text()));
    } finally {
      process.destroyForcibly();
    }
  }

  /** Reads a stream to its end on a thread of its own, so that its writer never waits. */
  private record Drain(ByteArrayOutputStream bytes, Thread thread) {
    static Drain start(InputStream stream) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      return new Drain(bytes, Thread.ofVirtual().name("drain").start(() -> copy(stream, bytes)));
    }

    String text() throws InterruptedException {
      thread.join();
      return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void copy(InputStream stream, ByteArrayOutputStream bytes) {
      byte[] buffer = new byte[8192];
      try (stream) {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          bytes.write(buffer, 0, Math.min(n, LIMIT - bytes.size()));
        }
      } catch (IOException _) {
        // The process was killed and its pipe closed under the reader.
      }
    }
  }
}
