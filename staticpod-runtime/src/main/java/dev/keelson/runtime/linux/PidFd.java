package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A handle on one process: its number cannot be used again while this is open. */
public final class PidFd implements AutoCloseable {
  private static final short READABLE = 1;

  private final int pid;
  private final int descriptor;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PidFd(int pid, int descriptor) {
    this.pid = pid;
    this.descriptor = descriptor;
  }

  /** A handle on the process of that number; empty when there is none. */
  public static Optional<PidFd> open(int pid) throws IOException {
    try {
      return Optional.of(new PidFd(pid, (int) Kernel.call(Syscall.PIDFD_OPEN, pid, pid, 0)));
    } catch (SystemCallException e) {
      if (e.errno() == Errno.ESRCH) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Sends a signal; false when the process is gone. */
  public boolean signal(int number) throws IOException {
    try {
      Kernel.call(Syscall.PIDFD_SEND_SIGNAL, "process " + pid, descriptor, number, 0, 0);
      return true;
    } catch (SystemCallException e) {
      if (e.errno() == Errno.ESRCH) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Waits in the kernel until the process has ended; its parent need not have asked for its status.
   *
   * @return whether it has
   */
  public boolean awaitEnd(Duration timeout) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      // struct pollfd: the descriptor, the events wanted, the events that came.
      MemorySegment poll = arena.allocate(8, 4);
      poll.set(ValueLayout.JAVA_INT, 0, descriptor);
      poll.set(ValueLayout.JAVA_SHORT, 4, READABLE);
      MemorySegment time = arena.allocate(2L * Long.BYTES, Long.BYTES);
      time.set(ValueLayout.JAVA_LONG, 0, timeout.toSeconds());
      time.set(ValueLayout.JAVA_LONG, Long.BYTES, timeout.toNanosPart());
      return Kernel.call(
              Syscall.PPOLL, "process " + pid, poll.address(), 1, time.address(), 0, Long.BYTES)
          > 0;
    }
  }

  /**
   * The process's open file of that number, as one of ours; it is the caller's to close.
   *
   * <p>Needs Linux 5.6 and the right to trace the process.
   */
  int duplicate(int theirs) throws IOException {
    return (int)
        Kernel.call(
            Syscall.PIDFD_GETFD, "file " + theirs + " of process " + pid, descriptor, theirs, 0);
  }

  /** Readable when the process has ended. */
  int descriptor() {
    return descriptor;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Kernel.close(descriptor);
    }
  }
}
