package dev.keelson.runtime.config;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** This machine's name and address where nobody says them. */
final class NodeDefaults {
  /** An address that is nobody's; connecting a datagram socket sends nothing. */
  private static final String ELSEWHERE = "192.0.2.1";

  private NodeDefaults() {}

  static String name() {
    try {
      String name = Files.readString(Path.of("/proc/sys/kernel/hostname"));
      return name.strip().toLowerCase(Locale.ROOT);
    } catch (IOException _) {
      return "localhost";
    }
  }

  /** The address that the route to the rest of the world has, loopback where there is none. */
  static List<String> addresses() {
    try (var socket = new DatagramSocket()) {
      socket.connect(new InetSocketAddress(InetAddress.getByName(ELSEWHERE), 9));
      return List.of(socket.getLocalAddress().getHostAddress());
    } catch (IOException | java.io.UncheckedIOException _) {
      return List.of("127.0.0.1");
    }
  }
}
