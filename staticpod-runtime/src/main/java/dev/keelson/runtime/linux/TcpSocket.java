package dev.keelson.runtime.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A TCP socket of the calling process's network namespace, as {@code /proc/net/tcp} and {@code
 * tcp6} list it.
 *
 * @param family 4 or 6; a socket of 6 may take IPv4 connections too
 * @param address the local address as the kernel writes it; equal addresses are written alike
 * @param port the local port
 * @param remotePort 0 of a listener
 * @param user the user id it was opened by
 * @param inode 0 while nobody has accepted the connection, or nobody holds it any more
 */
public record TcpSocket(
    int family, String address, int port, int remotePort, boolean listening, int user, long inode) {
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int STATE = 3;
  private static final int USER = 7;
  private static final int INODE = 9;
  private static final String LISTEN = "0A";

  /** Who listens, on any port. */
  public static List<TcpSocket> listeners() throws IOException {
    // The kernel lists listeners first: the connections behind them, which may be many thousands,
    // are not even read.
    return all(lines -> lines.takeWhile(TcpSocket::listens));
  }

  /** Who listens on that port. */
  public static List<TcpSocket> listeners(int port) throws IOException {
    return all(
            lines -> lines.takeWhile(TcpSocket::listens).filter(line -> line.contains(end(port))))
        .stream()
        .filter(s -> s.port() == port)
        .toList();
  }

  /** Whether both listen on the same address and port, which they share. */
  public boolean isBeside(TcpSocket other) {
    return family == other.family && port == other.port && address.equals(other.address);
  }

  /** Whether it listens on every address of its family. */
  public boolean isOnEveryAddress() {
    return address.chars().allMatch(digit -> digit == '0');
  }

  /** The server's side of the connection from one local port to another. */
  public static List<TcpSocket> accepted(int serverPort, int clientPort) throws IOException {
    return all(lines ->
            lines.filter(line -> line.contains(end(clientPort)) && line.contains(end(serverPort))))
        .stream()
        .filter(s -> !s.listening() && s.port() == serverPort && s.remotePort() == clientPort)
        .toList();
  }

  /** How an address with that port ends in a line. */
  private static String end(int port) {
    return String.format(Locale.ROOT, ":%04X ", port);
  }

  private static boolean listens(String line) {
    return line.contains(" " + LISTEN + " ");
  }

  /** Leaves few of a table's lines, as each of them takes far longer to parse than to look at. */
  private interface Choice {
    Stream<String> of(Stream<String> lines);
  }

  private static List<TcpSocket> all(Choice choice) throws IOException {
    var found = new ArrayList<TcpSocket>();
    found.addAll(table(4, Path.of("/proc/net/tcp"), choice));
    found.addAll(table(6, Path.of("/proc/net/tcp6"), choice));
    return found;
  }

  /** A machine without IPv6 has one table. */
  private static List<TcpSocket> table(int family, Path file, Choice choice) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(file, StandardCharsets.US_ASCII)) {
      return choice.of(lines.skip(1)).map(line -> parse(family, line)).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  static TcpSocket parse(int family, String line) {
    String[] fields = line.strip().split("\\s+", -1);
    String local = fields[LOCAL];
    int colon = local.indexOf(':');
    String remote = fields[REMOTE];
    return new TcpSocket(
        family,
        local.substring(0, colon),
        hex(local.substring(colon + 1)),
        hex(remote.substring(remote.indexOf(':') + 1)),
        fields[STATE].equals(LISTEN),
        Integer.parseUnsignedInt(fields[USER]),
        Long.parseLong(fields[INODE]));
  }

  private static int hex(String digits) {
    return Integer.parseInt(digits, 16);
  }
}
