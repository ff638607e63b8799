package dev.keelson.cli.console;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What a person or a pipe reads: results on standard output, everything about them on standard
 * error. Thread-safe, line by line.
 *
 * @param out results
 * @param err progress, warnings, errors
 * @param terminal whether {@code out} is one, so that a live display and colours make sense
 */
public record Console(PrintStream out, PrintStream err, boolean terminal) {
  /** The process's own streams; output is buffered, so {@link #flush()} ends every command. */
  public static Console system() {
    return new Console(
        utf8(new FileOutputStream(FileDescriptor.out)),
        utf8(new FileOutputStream(FileDescriptor.err)),
        isTerminal());
  }

  /** A console into two buffers, as tests use it. */
  public static Console into(OutputStream out, OutputStream err) {
    return new Console(utf8(out), utf8(err), false);
  }

  /** One line of a result. */
  public void line(String text) {
    out.println(text);
  }

  /** Text of a result as it is. */
  public void text(String text) {
    out.print(text);
    out.flush();
  }

  /** Standard input as it is, byte by byte as it comes. */
  public InputStream in() {
    return new FileInputStream(FileDescriptor.in);
  }

  /** The next line of standard input, without its break; empty at its end. */
  public String readLine() {
    var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      return Objects.requireNonNullElse(in.readLine(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One warning. */
  public void warning(String sentence) {
    err.println("Warning: " + sentence);
  }

  /** One error, as kubeadm and kubectl write it. */
  public void error(String sentence) {
    out.flush();
    err.println("error: " + sentence);
    err.flush();
  }

  /** Writes what is buffered. */
  public void flush() {
    out.flush();
    err.flush();
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static boolean isTerminal() {
    var console = System.console();
    return console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
  }
}
