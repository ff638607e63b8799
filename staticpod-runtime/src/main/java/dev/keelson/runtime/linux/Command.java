package dev.keelson.runtime.linux;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program run to its end, with what it printed. */
public final class Command {
  private static final int LIMIT = 16 << 20;
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Command() {}

  /** How it ended. */
  public record Outcome(int exitCode, String stdout, String stderr) {}

  /**
   * Runs it with nothing on its standard input and a bare environment.
   *
   * @return empty when it had not ended in time; it is killed then
   */
  public static Optional<Outcome> run(
      List<String> words, Map<String, String> environment, Path directory, Duration timeout)
      throws IOException, InterruptedException {
    return run(words, environment, directory, "", timeout);
  }

  /** As {@link #run(List, Map, Path, Duration)}, with that text on its standard input. */
  public static Optional<Outcome> run(
      List<String> words,
      Map<String, String> environment,
      Path directory,
      String input,
      Duration timeout)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    builder.environment().putAll(environment);
    if (input.isEmpty()) {
      builder.redirectInput(Path.of("/dev/null").toFile());
    }
    Process process = builder.start();
    if (!input.isEmpty()) {
      Thread.ofVirtual().name("feed").start(() -> feed(process.getOutputStream(), input));
    }
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

  private static void feed(OutputStream stream, String input) {
    try (stream) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // It ended, or closed its input, without reading all of it; its exit code tells.
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
