package dev.keelson.runtime.probe;

import dev.keelson.runtime.linux.ProcessTree;
import dev.keelson.runtime.linux.TcpSocket;
import java.io.IOException;
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

  private final Supplier<ProcessTree> own;
  private volatile boolean shared;

  /** The answers of those processes. */
  public OwnAnswers(Supplier<ProcessTree> own) {
    this.own = own;
  }

  /** From now on the port is shared, or is not any more. */
  public void shared(boolean now) {
    shared = now;
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
