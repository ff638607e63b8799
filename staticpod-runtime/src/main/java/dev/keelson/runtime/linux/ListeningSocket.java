package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Another process's listening socket, held beside it to ask how it was opened.
 *
 * <p>To be closed at once: the kernel listens for as long as anybody holds the socket, also when
 * its owner is gone and nobody accepts.
 */
public final class ListeningSocket implements AutoCloseable {
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEPORT = 15;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;

  private final int descriptor;
  private final String name;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ListeningSocket(int descriptor, String name) {
    this.descriptor = descriptor;
    this.name = name;
  }

  /** The socket that is open file {@code theirs} of the process. */
  static ListeningSocket take(int pid, int theirs) throws IOException {
    try (PidFd process =
        PidFd.open(pid).orElseThrow(() -> new IOException("process " + pid + " has ended"))) {
      return new ListeningSocket(
          process.duplicate(theirs), "socket " + theirs + " of process " + pid);
    }
  }

  /** Whether others may listen beside it. */
  public boolean sharesItsPort() throws IOException {
    return option(SOL_SOCKET, SO_REUSEPORT);
  }

  /** Whether an IPv6 socket takes no IPv4 connections. */
  public boolean ipv6Only() throws IOException {
    return option(IPPROTO_IPV6, IPV6_V6ONLY);
  }

  private boolean option(int level, int option) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_INT, Integer.BYTES);
      Kernel.call(
          Syscall.GETSOCKOPT, name, descriptor, level, option, value.address(), size.address());
      return value.get(ValueLayout.JAVA_INT, 0) != 0;
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Kernel.close(descriptor);
    }
  }
}
