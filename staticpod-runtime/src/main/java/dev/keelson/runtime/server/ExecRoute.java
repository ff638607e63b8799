package dev.keelson.runtime.server;

import dev.keelson.runtime.api.ExecFrame;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.engine.TerminalSize;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a command in a container: frames of what it reads in the request's body, frames of what it
 * prints in the answer's, both at once. A reader that goes away kills the command.
 */
final class ExecRoute {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,5}) (\\d{1,5})");

  private final PodNames names;
  private final ContainerExecs execs;

  ExecRoute(PodNames names, ContainerExecs execs) {
    this.names = names;
    this.execs = execs;
  }

  void to(Exchange exchange) throws IOException, InterruptedException {
    List<String> path = exchange.path();
    PodSnapshot pod = names.find(path.get(1), path.get(2));
    List<String> words = exchange.queries("command");
    if (words.isEmpty()) {
      throw new RefusedException(400, "command= is missing");
    }
    var command =
        new ExecCommand(
            words, exchange.flag("stdin"), exchange.query("terminal").map(ExecRoute::size));
    try (ExecSession session = open(pod, path.get(3), command);
        InputStream in = exchange.body();
        OutputStream out = exchange.stream("application/octet-stream")) {
      out.flush();
      Thread.ofVirtual().name("exec-input").start(() -> type(in, session));
      Thread stdout = pump(session.stdout(), ExecFrame.STDOUT, out, session);
      Thread stderr = pump(session.stderr(), ExecFrame.STDERR, out, session);
      int code = session.await();
      stdout.join();
      stderr.join();
      byte[] text = String.valueOf(code).getBytes(StandardCharsets.US_ASCII);
      ExecFrame.write(out, ExecFrame.EXIT, text, text.length);
    }
  }

  private ExecSession open(PodSnapshot pod, String container, ExecCommand command) {
    try {
      return execs.open(pod, container, command);
    } catch (EngineException e) {
      throw new RefusedException(409, String.valueOf(e.getMessage()));
    }
  }

  private static TerminalSize size(String text) {
    Matcher size = SIZE.matcher(text);
    return size.matches()
        ? new TerminalSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)))
        : new TerminalSize(80, 24);
  }

  private static void type(InputStream body, ExecSession session) {
    var in = new DataInputStream(body);
    try {
      Optional<ExecFrame> frame = ExecFrame.read(in);
      while (frame.isPresent()) {
        take(frame.get(), session);
        frame = ExecFrame.read(in);
      }
    } catch (IOException _) {
      // The reader went away, or the command does not read any more.
    }
    session.close();
  }

  private static void take(ExecFrame frame, ExecSession session) throws IOException {
    switch (frame.channel()) {
      case ExecFrame.STDIN -> {
        session.stdin().write(frame.bytes());
        session.stdin().flush();
      }
      case ExecFrame.END_OF_STDIN -> session.stdin().close();
      case ExecFrame.RESIZE ->
          session.resize(size(new String(frame.bytes(), StandardCharsets.US_ASCII)));
      default -> throw new IOException("a frame of channel " + frame.channel());
    }
  }

  /** On a platform thread: a terminal's read blocks it. */
  private static Thread pump(InputStream from, int channel, OutputStream out, ExecSession session) {
    return Thread.ofPlatform()
        .daemon()
        .name("exec-output")
        .start(() -> {
          byte[] buffer = new byte[8192];
          try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
              synchronized (out) {
                ExecFrame.write(out, channel, buffer, n);
              }
            }
          } catch (IOException _) {
            // The reader went away.
            session.close();
          }
        });
  }
}
