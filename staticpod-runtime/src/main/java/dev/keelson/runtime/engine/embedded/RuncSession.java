package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.engine.TerminalSize;
import dev.keelson.runtime.linux.ProcessIdentity;
import dev.keelson.runtime.linux.Pty;
import dev.keelson.runtime.linux.Signals;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that {@code runc exec} runs in the foreground, on pipes or on a terminal of ours. */
final class RuncSession implements ExecSession {
  private static final Logger LOG = LoggerFactory.getLogger(RuncSession.class);
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /**
   * In a session of its own the program gets the terminal as its controlling one, so that the
   * kernel tells it of another size and of our end.
   */
  private static final List<String> ON_TERMINAL =
      List.of("setsid", "sh", "-c", "exec \"$@\" <>\"$0\" >&0 2>&1");

  private final Process process;
  private final Path pidFile;
  private final Optional<Pty> pty;

  private RuncSession(Process process, Path pidFile, Optional<Pty> pty) {
    this.process = process;
    this.pidFile = pidFile;
    this.pty = pty;
  }

  /**
   * Starts it.
   *
   * @param runc the program's words up to {@code exec}'s container
   * @param pidFile where it writes the process id of the command, removed at the end
   */
  static RuncSession start(List<String> runc, ExecCommand command, Path pidFile)
      throws IOException {
    if (command.terminal().isEmpty()) {
      return new RuncSession(
          start(words(runc, command), command.stdin()), pidFile, Optional.empty());
    }
    Pty pty = Pty.open();
    try {
      TerminalSize size = command.terminal().get();
      pty.resize(size.columns(), size.rows());
      var words = new ArrayList<>(ON_TERMINAL);
      words.add(pty.path().toString());
      words.addAll(words(runc, command));
      var session = new RuncSession(start(words, false), pidFile, Optional.of(pty));
      var _ = session.process.onExit().thenRun(session::hangUp);
      return session;
    } catch (IOException | RuntimeException e) {
      pty.close();
      throw e;
    }
  }

  private static List<String> words(List<String> runc, ExecCommand command) {
    var words = new ArrayList<>(runc);
    words.addAll(command.words());
    return words;
  }

  private static Process start(List<String> words, boolean stdin) throws IOException {
    var builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().put("PATH", PATH);
    if (!stdin) {
      builder.redirectInput(Path.of("/dev/null").toFile());
    }
    return builder.start();
  }

  /** The OCI runtime. */
  Process process() {
    return process;
  }

  /** What it printed that has ended. */
  String said() throws IOException {
    return new String(
        (pty.isPresent() ? stdout() : stderr()).readAllBytes(), StandardCharsets.UTF_8);
  }

  private void hangUp() {
    try {
      pty.orElseThrow().hangUp();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public OutputStream stdin() {
    return pty.map(Pty::input).orElseGet(process::getOutputStream);
  }

  @Override
  public InputStream stdout() {
    return pty.map(Pty::output).orElseGet(process::getInputStream);
  }

  @Override
  public InputStream stderr() {
    return pty.isPresent() ? InputStream.nullInputStream() : process.getErrorStream();
  }

  @Override
  public void resize(TerminalSize size) {
    pty.ifPresent(terminal -> {
      try {
        terminal.resize(size.columns(), size.rows());
      } catch (IOException e) {
        LOG.debug("the terminal keeps its size: {}", e.getMessage());
      }
    });
  }

  @Override
  public int await() throws InterruptedException {
    return process.waitFor();
  }

  @Override
  public void close() {
    try {
      if (process.isAlive()) {
        killCommand();
        process.destroyForcibly();
      }
      Files.deleteIfExists(pidFile);
    } catch (IOException e) {
      LOG.warn("ending a command in a container: {}", e.getMessage());
    }
  }

  /** The command is no child of runc's, and would outlive it. */
  private void killCommand() throws IOException {
    if (Files.exists(pidFile)) {
      String pid = Files.readString(pidFile).strip();
      Optional<ProcessIdentity> command =
          pid.isEmpty() ? Optional.empty() : ProcessIdentity.of(Integer.parseInt(pid));
      if (command.isPresent()) {
        command.get().signal(Signals.KILL);
      }
    }
  }
}
