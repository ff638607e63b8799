package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.runtime.api.ExecConnection;
import dev.keelson.runtime.api.ExecRequest;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.TerminalSize;
import dev.keelson.runtime.linux.Terminal;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/** Commands in containers, over the runtime's local API. */
public final class ExecViews {
  private static final TerminalSize USUAL = new TerminalSize(80, 24);

  private final Console console;
  private final Path socket;

  /** Asks the runtime below that root directory. */
  public ExecViews(Path rootDir, Console console) {
    this.console = console;
    this.socket = new NodeLayout(rootDir).socket();
  }

  /** Runs it to its end; its exit code. */
  public int run(ExecFlags flags) {
    var finder = new PodFinder(new LocalApiClient(socket), console);
    PodSnapshot pod = finder.pod(flags.namespace(), flags.pod());
    boolean typed = flags.stdin() && flags.tty() && Terminal.isThere();
    if (flags.tty() && flags.stdin() && !typed) {
      console
          .err()
          .println("Unable to use a TTY - input is not a terminal or the right kind of file");
    }
    boolean tty = flags.tty() && (typed || !flags.stdin());
    var request =
        new ExecRequest(
            PodFinder.metadata(pod, "namespace"),
            PodFinder.metadata(pod, "name"),
            finder.container(pod, flags.container()),
            new ExecCommand(
                flags.command(), flags.stdin(), tty ? Optional.of(size()) : Optional.empty()));
    try (ExecConnection connection = ExecConnection.open(socket, request)) {
      int code = typed ? onTerminal(connection) : stream(connection, flags.stdin());
      if (code != 0) {
        console.err().println("command terminated with exit code " + code);
      }
      return code;
    } catch (IOException e) {
      throw new CommandFailedException(
          "running a command in " + pod.fullName() + ": " + e.getMessage());
    }
  }

  private int onTerminal(ExecConnection connection) throws IOException {
    Terminal.watchSize(() -> {
      try {
        connection.resize(size());
      } catch (IOException _) {
        // The command has ended; so will this one.
      }
    });
    try (Terminal.Raw _ = Terminal.raw()) {
      return stream(connection, true);
    }
  }

  private int stream(ExecConnection connection, boolean stdin) throws IOException {
    if (stdin) {
      Thread.ofPlatform().daemon().name("exec-stdin").start(() -> type(connection));
    }
    return connection.copy(console.out(), console.err());
  }

  private void type(ExecConnection connection) {
    byte[] buffer = new byte[8192];
    try (InputStream in = console.in()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        connection.type(buffer, n);
      }
      connection.endInput();
    } catch (IOException _) {
      // The command has ended, and reads no more.
    }
  }

  private static TerminalSize size() {
    try {
      Terminal.Size size = Terminal.size();
      return new TerminalSize(size.columns(), size.rows());
    } catch (IOException _) {
      return USUAL;
    }
  }
}
