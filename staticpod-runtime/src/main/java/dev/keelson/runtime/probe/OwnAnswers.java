package dev.keelson.runtime.probe;

import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.linux.TcpSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Tells whether the container that was to be probed has answered, or its twin on the same port.
 * While there is a twin, the kernel's table of sockets is read. Safe for any thread.
 */
public final class OwnAnswers {
  /** Of whoever answers. */
  public static final OwnAnswers ANYBODYS = new OwnAnswers(() -> ProcessTree.of(List.of()));

  /** Begins the sentence about an answer that does not count. */
  static final String ANOTHERS = "another process than the container's answered on port ";

  private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.77");
  private static final InetAddress LOOPBACK6 = InetAddress.ofLiteral("::1");

  private static final long SHORTEST_PAUSE_NANOS = 500_000;
  private static final long LONGEST_PAUSE_NANOS = 50_000_000;

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

  /**
   * Connects the socket, from the source that leads to the container.
   *
   * @param deadline by {@link System#nanoTime}
   * @return whether one of the processes has accepted the connection
   */
  boolean connect(Socket socket, InetSocketAddress to, long deadline) throws IOException {
    if (shared && !listens(to.getPort())) {
      // Its twin would answer. A container alone that does not listen refuses.
      throw HttpWords.dialled(new ConnectException("Connection refused"), to);
    }
    InetAddress target = to.getAddress();
    if (fromLoopback && target != null && NetworkInterface.getByInetAddress(target) != null) {
      socket.bind(new InetSocketAddress(target instanceof Inet6Address ? LOOPBACK6 : LOOPBACK, 0));
    }
    try {
      socket.connect(to, HttpGetter.remaining(deadline));
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw HttpWords.dialled(e, to);
    }
    return !shared || accepted(socket, deadline);
  }

  private boolean listens(int port) throws IOException {
    ProcessTree processes = own.get();
    for (TcpSocket listener : TcpSocket.listeners(port)) {
      if (processes.holds(listener.inode())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Waits until somebody has accepted the connection, which nothing announces. To be asked before
   * anything is: the server may close the connection with its answer, and then nobody has it.
   */
  private boolean accepted(Socket socket, long deadline) throws IOException {
    for (long pause = SHORTEST_PAUSE_NANOS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_NANOS)) {
      OptionalLong inode =
          TcpSocket.accepted(socket.getPort(), socket.getLocalPort()).stream()
              .mapToLong(TcpSocket::inode)
              .filter(number -> number != 0)
              .findFirst();
      if (inode.isPresent()) {
        return own.get().holds(inode.getAsLong());
      }
      if (Thread.currentThread().isInterrupted() || System.nanoTime() + pause > deadline) {
        throw new SocketTimeoutException("the connection was not accepted");
      }
      LockSupport.parkNanos(pause);
    }
  }
}
