package dev.keelson.e2e.benchmark;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.net.ssl.SSLSocketFactory;

/**
 * One connection to an endpoint, kept alive, so that asking again costs a starting server next to
 * nothing. Opened in the network namespace of the thread that opens it.
 */
final class HttpConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 5000;
  private static final int TOO_LONG = 1 << 20;

  private final Endpoint endpoint;
  private final Socket socket;
  private final DataInputStream in;

  private HttpConnection(Endpoint endpoint, Socket socket) throws IOException {
    this.endpoint = endpoint;
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  static HttpConnection open(Endpoint endpoint, SSLSocketFactory tls) throws IOException {
    Socket plain = new Socket();
    try {
      plain.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), endpoint.port()), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      plain.setTcpNoDelay(true);
      return new HttpConnection(
          endpoint,
          endpoint.tls() ? tls.createSocket(plain, "127.0.0.1", endpoint.port(), true) : plain);
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /** Asks once; the status of the answer. */
  int ask() throws IOException {
    String request = "GET " + endpoint.path() + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String[] status = line().split(" ", 3);
    if (status.length < 2 || !status[0].startsWith("HTTP/1.")) {
      throw new IOException(endpoint + " does not answer in HTTP/1");
    }
    in.skipNBytes(contentLength());
    return Integer.parseInt(status[1]);
  }

  /** Reads the headers; an answer without a length cannot be followed by another one. */
  private int contentLength() throws IOException {
    int length = -1;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Integer.parseInt(lower.substring("content-length:".length()).trim());
      }
    }
    if (length < 0) {
      throw new IOException(endpoint + " answers without Content-Length");
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > TOO_LONG) {
        throw new EOFException(endpoint + " closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
