package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Another process's listening socket, held beside it. Where several sockets share a port
 * (SO_REUSEPORT), they form a group, and any of them sets which of the group takes a new connection
 * (SO_ATTACH_REUSEPORT_CBPF in socket(7)). Nothing joins the group for that, so nothing that nobody
 * accepts from can be left in it.
 *
 * <p>To be closed before the owner closes it: the kernel listens as long as anybody holds it.
 */
public final class ListeningSocket implements AutoCloseable {
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEPORT = 15;
  private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
  private static final int SO_DETACH_REUSEPORT_BPF = 68;
  private static final int FPROG_BYTES = 16;
  private static final int FPROG_FILTER = 8;

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
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment value = arena.allocate(ValueLayout.JAVA_INT);
      MemorySegment size = arena.allocateFrom(ValueLayout.JAVA_INT, Integer.BYTES);
      Kernel.call(
          Syscall.GETSOCKOPT,
          name,
          descriptor,
          SOL_SOCKET,
          SO_REUSEPORT,
          value.address(),
          size.address());
      return value.get(ValueLayout.JAVA_INT, 0) != 0;
    }
  }

  /** From now on that program picks the socket of its group; it outlives this object. */
  public void steer(SteeringProgram program) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      byte[] code = program.code();
      MemorySegment filter = arena.allocate(code.length, Long.BYTES);
      filter.copyFrom(MemorySegment.ofArray(code));
      // struct sock_fprog: the number of instructions, and where they are.
      MemorySegment whole = arena.allocate(FPROG_BYTES, Long.BYTES);
      whole.set(ValueLayout.JAVA_SHORT, 0, (short) program.length());
      whole.set(ValueLayout.JAVA_LONG, FPROG_FILTER, filter.address());
      Kernel.call(
          Syscall.SETSOCKOPT,
          name,
          descriptor,
          SOL_SOCKET,
          SO_ATTACH_REUSEPORT_CBPF,
          whole.address(),
          FPROG_BYTES);
    }
  }

  /** From now on the kernel spreads connections over the group again. */
  public void unsteer() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment unused = arena.allocate(ValueLayout.JAVA_INT);
      Kernel.call(
          Syscall.SETSOCKOPT,
          name,
          descriptor,
          SOL_SOCKET,
          SO_DETACH_REUSEPORT_BPF,
          unused.address(),
          Integer.BYTES);
    } catch (SystemCallException e) {
      if (e.errno() != Errno.ENOENT) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      Kernel.close(descriptor);
    }
  }
}
