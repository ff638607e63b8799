package dev.keelson.e2e.fault;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.benchmark.NetworkNamespace;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * Who answers on a port of a node.
 *
 * @param network the node's, such as {@code /proc/1/ns/net}
 * @param address of the node; its loopback address is asked too
 */
record Servers(Path network, String address, int port) {
  private static final int QUESTIONS = 20;
  private static final int TIMEOUT_MILLIS = 2000;
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: node\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /**
   * The words of all who answer, each question over a connection of its own; where one is refused,
   * or hangs, what was seen is among them.
   */
  Set<String> words() {
    var words = new CompletableFuture<Set<String>>();
    Thread.ofPlatform()
        .start(() -> {
          try {
            NetworkNamespace.enter(network);
            words.complete(ask());
          } catch (BenchmarkException e) {
            // The node is being switched off.
            words.complete(Set.of(String.valueOf(e.getMessage())));
          }
        });
    return words.join();
  }

  private Set<String> ask() {
    Set<String> words = new TreeSet<>();
    for (int i = 0; i < QUESTIONS; i++) {
      words.add(ask(address));
      words.add(ask("127.0.0.1"));
    }
    return words;
  }

  private String ask(String host) {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return answer.substring(answer.lastIndexOf('\n') + 1);
    } catch (IOException e) {
      return host + ": " + e.getMessage();
    }
  }
}
