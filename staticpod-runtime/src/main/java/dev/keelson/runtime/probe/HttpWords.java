package dev.keelson.runtime.probe;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** What a network has said, in the words that Go's {@code net} has for it. */
final class HttpWords {
  private static final String LATE = "context deadline exceeded (Client.Timeout ";

  private HttpWords() {}

  /** Of a request. */
  static String of(IOException seen) {
    return seen instanceof SocketTimeoutException
        ? LATE + "exceeded while awaiting headers)"
        : said(seen);
  }

  /** Of the rest of an answer. */
  static String ofBody(IOException seen) {
    return seen.getCause() instanceof SocketTimeoutException
        ? LATE + "or context cancellation while reading body)"
        : said(seen);
  }

  /** Of a connection that could not be made. */
  static String ofDial(IOException seen, String host, int port) {
    return seen instanceof SocketTimeoutException
        ? "dial tcp " + authority(host, port) + ": i/o timeout"
        : said(seen);
  }

  private static String said(IOException seen) {
    String message = String.valueOf(seen.getMessage());
    return seen instanceof SocketException && message.equals("Connection reset")
        ? "read: connection reset by peer"
        : message;
  }

  private static String authority(String host, int port) {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** What connecting there came to, with the address that was tried. */
  static IOException dialled(IOException seen, InetSocketAddress to) {
    String address = authority(to.getHostString(), to.getPort());
    return switch (seen) {
      case UnknownHostException _ ->
          new IOException("dial tcp: lookup " + to.getHostString() + ": no such host", seen);
      case ConnectException e -> refused(address, e);
      case NoRouteToHostException e -> refused(address, e);
      case IOException e -> e;
    };
  }

  private static IOException refused(String address, SocketException seen) {
    String words =
        String.valueOf(seen.getMessage()).toLowerCase(Locale.ROOT).replaceAll(" \\(.*", "");
    return new IOException("dial tcp " + address + ": connect: " + words, seen);
  }

  /** Whether who was asked in TLS has answered without. */
  static boolean isNotTls(SSLException seen) {
    return String.valueOf(seen.getMessage()).contains("Unsupported or unrecognized SSL message");
  }
}
