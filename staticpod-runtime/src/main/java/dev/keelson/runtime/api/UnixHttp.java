package dev.keelson.runtime.api;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * One HTTP/1.0 exchange over a unix socket. The server then sends the body as it is and closes, so
 * that nothing of chunks, keep-alive or a client library is needed.
 */
final class UnixHttp {
  private static final int LONGEST_HEAD = 16 * 1024;

  private UnixHttp() {}

  /** Status and body; closing the body closes the connection. */
  record Response(int status, InputStream body) {}

  /**
   * Sends a request without a body.
   *
   * @param timeout of every single read
   */
  static Response exchange(Path socket, String method, String target, Duration timeout)
      throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      String head = method + " " + target + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
      ByteBuffer bytes = ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      var body = new UnixInput(channel, timeout);
      return new Response(status(readHead(body)), body);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static String readHead(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 4) {
      int b = in.read();
      if (b < 0 || head.size() > LONGEST_HEAD) {
        throw new EOFException("the connection was closed before an answer");
      }
      head.write(b);
      ends = b == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  static int status(String head) throws IOException {
    try {
      return Integer.parseInt(head.substring(9, 12));
    } catch (RuntimeException e) {
      throw new IOException("not an HTTP answer", e);
    }
  }
}
