package dev.keelson.runtime.probe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers each connection with the next of some texts, and keeps what it was asked. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Deque<String> answers;
  private final List<String> requests = new CopyOnWriteArrayList<>();

  private RawServer(List<String> answers) throws IOException {
    this.socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    this.answers = new ArrayDeque<>(answers);
  }

  static RawServer answering(String... answers) throws IOException {
    var server = new RawServer(List.of(answers));
    Thread.ofVirtual().start(server::serve);
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The request lines and headers, their ends as line feeds. */
  List<String> requests() {
    return requests;
  }

  private void serve() {
    try {
      while (!answers.isEmpty()) {
        try (Socket client = socket.accept()) {
          requests.add(head(client.getInputStream()));
          client.getOutputStream().write(answers.pop().getBytes(StandardCharsets.UTF_8));
        }
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What is no text is not read on: it would have no end. */
  private static String head(InputStream in) throws IOException {
    var head = new StringBuilder();
    for (int c = in.read(); c >= ' ' || c == '\r' || c == '\n'; c = in.read()) {
      head.append((char) c);
      if (head.indexOf("\r\n\r\n") >= 0) {
        break;
      }
    }
    return head.toString().replace("\r\n", "\n").strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
