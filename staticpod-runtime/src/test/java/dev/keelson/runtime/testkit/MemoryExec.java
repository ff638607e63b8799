package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.engine.TerminalSize;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A command in a container of the in-memory engine: it prints what the container's program answers,
 * and {@link Script#COPIES} prints what it is given.
 */
record MemoryExec(
    OutputStream stdin, InputStream stdout, InputStream stderr, CompletableFuture<Integer> code)
    implements ExecSession {
  private static final int KILLED = 137;

  static MemoryExec of(ExecResult result, ExecCommand command) {
    boolean terminal = command.terminal().isPresent();
    if (command.words().equals(Script.COPIES) && command.stdin()) {
      return copy();
    }
    String out =
        terminal ? (result.stdout() + result.stderr()).replace("\n", "\r\n") : result.stdout();
    return new MemoryExec(
        OutputStream.nullOutputStream(),
        stream(out),
        stream(terminal ? "" : result.stderr()),
        CompletableFuture.completedFuture(result.exitCode()));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static MemoryExec copy() {
    try {
      var printed = new PipedInputStream(1 << 16);
      var code = new CompletableFuture<Integer>();
      var typed =
          new PipedOutputStream(printed) {
            @Override
            public void close() throws IOException {
              super.close();
              code.complete(0);
            }
          };
      return new MemoryExec(typed, printed, InputStream.nullInputStream(), code);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void resize(TerminalSize size) {}

  @Override
  public int await() throws InterruptedException {
    try {
      return code.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (code.complete(KILLED)) {
      try {
        stdin.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
