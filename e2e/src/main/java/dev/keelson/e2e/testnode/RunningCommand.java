package dev.keelson.e2e.testnode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A command that runs on a test node, its output captured. Closing kills it with all it started,
 * except what detached itself.
 */
public final class RunningCommand implements AutoCloseable {
  private static final Duration DRAINING = Duration.ofSeconds(2);

  private final List<String> command;
  private final Process process;
  private final long started;
  private final Captured out;
  private final Captured err;

  private RunningCommand(List<String> command, Process process) {
    this.command = command;
    this.process = process;
    this.started = System.nanoTime();
    this.out = Captured.start(command.getFirst() + "-out", process.getInputStream());
    this.err = Captured.start(command.getFirst() + "-err", process.getErrorStream());
  }

  /**
   * Starts a process.
   *
   * @param shown the command as the reader of a failure knows it
   */
  static RunningCommand start(List<String> shown, ProcessBuilder builder) {
    try {
      return new RunningCommand(shown, builder.start());
    } catch (IOException e) {
      throw new TestNodeException("Starting " + builder.command() + ": " + e.getMessage(), e);
    }
  }

  /** Waits for a line on standard output in which that expression is found, and returns it. */
  public String awaitOutput(String expression, Duration timeout) throws InterruptedException {
    return awaitLine(out, expression, timeout);
  }

  /** Waits for a line on standard error in which that expression is found, and returns it. */
  public String awaitError(String expression, Duration timeout) throws InterruptedException {
    return awaitLine(err, expression, timeout);
  }

  private String awaitLine(Captured stream, String expression, Duration timeout)
      throws InterruptedException {
    Pattern pattern = Pattern.compile(expression);
    return stream
        .await(line -> pattern.matcher(line).find(), timeout)
        .orElseThrow(() ->
            new TestNodeException(
                "\"%s\" wrote no line with /%s/ within %s%nstdout: %s%nstderr: %s"
                    .formatted(
                        String.join(" ", command), expression, timeout, out.text(), err.text())));
  }

  /** Waits for the command's end; one that takes longer is killed and reported. */
  public Execution await(Duration timeout) throws InterruptedException {
    awaitProcess(timeout);
    Duration took = Duration.ofNanos(System.nanoTime() - started);
    // A detached child may hold the streams open for as long as it lives.
    out.awaitEnd(DRAINING);
    err.awaitEnd(DRAINING);
    return new Execution(command, process.exitValue(), out.text(), err.text(), took);
  }

  /** Waits for the process alone, whoever holds its streams. */
  void awaitProcess(Duration timeout) throws InterruptedException {
    if (!process.waitFor(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
      close();
      throw new TestNodeException(
          "\"%s\" had not ended after %s%nstdout: %s%nstderr: %s"
              .formatted(String.join(" ", command), timeout, out.text(), err.text()));
    }
  }

  /** What it has written to standard error so far. */
  public String err() {
    return err.text();
  }

  boolean hasEnded() {
    return !process.isAlive();
  }

  /** Sends SIGKILL to the command and to all it started. */
  public void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /**
   * Sends SIGKILL to the command alone, as somebody on the node would; what it started lives on.
   */
  public void killAlone() {
    // The process on this side is nsenter, which has the command as its only child.
    process.children().forEach(ProcessHandle::destroyForcibly);
  }

  /** The process as the host sees it, and its descendants. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    kill();
  }
}
