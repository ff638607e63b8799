package dev.keelson.runtime.probe;

import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.linux.TcpSocket;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.List;
import java.util.function.Supplier;

/**
 * Tells whether the container that was to be probed has answered, or its twin on the same port.
 * Asked only while there is a twin: it reads the kernel's table of sockets. Safe for any thread.
 */
public final class OwnAnswers {
  /** Of whoever answers. */
  public static final OwnAnswers ANYBODYS = new OwnAnswers(() -> ProcessTree.of(List.of()));

  /** Begins the sentence about an answer that does not count. */
  static final String ANOTHERS = "another process than the container's answered on port ";

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.77");
  private static final InetAddress LOOPBACK6 = InetAddress.ofLiteral("::1");

  private final Supplier<ProcessTree> own;
  private volatile boolean shared;
  private volatile boolean fromLoopback;

  /** The answers of those processes. */
  public OwnAnswers(Supplier<ProcessTree> own) {
    this.own = own;
  }

  /**
   * From now on the port is shared, or is not any more.
   *
   * @param fromLoopback loopback addresses are where the container's connections come from
   */
  public void shared(boolean now, boolean fromLoopback) {
    this.shared = now;
    this.fromLoopback = fromLoopback;
  }

  /** Connects the socket, from the source that leads to the container. */
  void connect(Socket socket, InetSocketAddress to, int timeoutMillis) throws IOException {
    InetAddress target = to.getAddress();
    if (fromLoopback && target != null && NetworkInterface.getByInetAddress(target) != null) {
      socket.bind(new InetSocketAddress(target instanceof Inet6Address ? LOOPBACK6 : LOOPBACK, 0));
    }
    socket.connect(to, timeoutMillis);
  }

  /** Whether it has to be asked who answered. */
  boolean matter() {
    return shared;
  }

  /** Whether what comes over the open connection comes from one of the processes. */
  boolean counts(Socket connection) throws IOException {
    if (!shared) {
      return true;
    }
    ProcessTree processes = own.get();
    return TcpSocket.accepted(connection.getPort(), connection.getLocalPort()).stream()
        .anyMatch(s -> s.inode() != 0 && processes.holds(s.inode()));
  }
}
