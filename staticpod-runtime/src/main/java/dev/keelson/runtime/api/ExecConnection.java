package dev.keelson.runtime.api;

import dev.keelson.runtime.engine.TerminalSize;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URLEncoder;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * A command in a container, over the local API: one thread reads what it prints, any other writes
 * what it reads. Closing it kills the command.
 */
public final class ExecConnection implements AutoCloseable {
  private static final byte[] NOTHING = {};

  private final SocketChannel channel;
  private final DataInputStream in;
  private final OutputStream out;

  private ExecConnection(SocketChannel channel, InputStream in, OutputStream out) {
    this.channel = channel;
    this.in = new DataInputStream(in);
    this.out = out;
  }

  /**
   * Starts the command.
   *
   * @throws LocalApiException where the runtime does not
   */
  public static ExecConnection open(Path socket, ExecRequest request) {
    String target = target(request);
    try {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return open(channel, target);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new LocalApiException(
          "asking the runtime at %s for %s: %s".formatted(socket, "/exec", e.getMessage()), 0, e);
    }
  }

  private static ExecConnection open(SocketChannel channel, String target) throws IOException {
    OutputStream out = Channels.newOutputStream(channel);
    var in = new BufferedInputStream(Channels.newInputStream(channel));
    // Closing ends the answer, which therefore is not chunked; the request is.
    String head =
        "POST %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
            .formatted(target);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    String answer = UnixHttp.readHead(in);
    int status = UnixHttp.status(answer);
    if (status != 200 || answer.toLowerCase(Locale.ROOT).contains("\r\ntransfer-encoding:")) {
      channel.shutdownOutput();
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
      throw new LocalApiException(text, status, null);
    }
    return new ExecConnection(channel, in, out);
  }

  private static String target(ExecRequest request) {
    var target =
        new StringBuilder("/exec/")
            .append(escape(request.namespace()) + "/" + escape(request.pod()))
            .append("/" + escape(request.container()))
            .append("?stdin=" + request.command().stdin());
    request.command().terminal().ifPresent(t -> target.append("&terminal=" + escape(text(t))));
    request.command().words().forEach(word -> target.append("&command=" + escape(word)));
    return target.toString();
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(TerminalSize size) {
    return size.columns() + " " + size.rows();
  }

  /** What the command reads next. */
  public void type(byte[] bytes, int length) throws IOException {
    send(ExecFrame.STDIN, bytes, length);
  }

  /** What the command reads has an end. */
  public void endInput() throws IOException {
    send(ExecFrame.END_OF_STDIN, NOTHING, 0);
  }

  /** Its terminal has another size. */
  public void resize(TerminalSize size) throws IOException {
    byte[] text = text(size).getBytes(StandardCharsets.US_ASCII);
    send(ExecFrame.RESIZE, text, text.length);
  }

  private synchronized void send(int kind, byte[] bytes, int length) throws IOException {
    out.write(Integer.toHexString(length + 5).getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {'\r', '\n'});
    ExecFrame.write(out, kind, bytes, length);
    out.write(new byte[] {'\r', '\n'});
  }

  /**
   * Copies what it prints until it ends.
   *
   * @return its exit code
   * @throws IOException where the runtime ends before it
   */
  public int copy(OutputStream stdout, OutputStream stderr) throws IOException {
    for (Optional<ExecFrame> frame = ExecFrame.read(in);
        frame.isPresent();
        frame = ExecFrame.read(in)) {
      byte[] bytes = frame.get().bytes();
      switch (frame.get().channel()) {
        case ExecFrame.STDOUT -> print(stdout, bytes);
        case ExecFrame.STDERR -> print(stderr, bytes);
        case ExecFrame.EXIT -> {
          return Integer.parseInt(new String(bytes, StandardCharsets.US_ASCII));
        }
        default -> throw new IOException("a frame of channel " + frame.get().channel());
      }
    }
    throw new EOFException("the runtime ended before the command");
  }

  private static void print(OutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
