package dev.keelson.runtime.linux;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A handle on one process: its number cannot be used again while this is open. */
public final class PidFd implements AutoCloseable {
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
