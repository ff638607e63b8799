package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;

/** A FIFO as a gate: a process waits in opening it for writing until somebody reads. */
public final class Fifo {
  private static final int WORKING_DIRECTORY = -100;
  private static final int READ_ONLY = 02004000; // close on exec, not blocking
  private static final int POLLED = 8;
  private static final short READABLE = 1;

  private Fifo() {}

  /**
   * Opens the gate and waits in the kernel for the first byte that comes through.
   *
   * @param end whose end ends the waiting
   * @return whether a byte came
   */
  public static boolean awaitByte(Path fifo, PidFd end, Duration timeout) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment path = arena.allocateFrom(fifo.toString());
      int descriptor =
          (int) Kernel.call(Syscall.OPENAT, fifo, WORKING_DIRECTORY, path.address(), READ_ONLY, 0);
      try {
        return poll(arena, fifo, descriptor, end, timeout)
            && Kernel.call(Syscall.READ, fifo, descriptor, arena.allocate(1).address(), 1) == 1;
      } finally {
        Kernel.close(descriptor);
      }
    }
  }

  private static boolean poll(Arena arena, Path fifo, int descriptor, PidFd end, Duration timeout)
      throws IOException {
    MemorySegment polled = arena.allocate(2 * POLLED, 4);
    polled.set(ValueLayout.JAVA_INT, 0, descriptor);
    polled.set(ValueLayout.JAVA_SHORT, 4, READABLE);
    polled.set(ValueLayout.JAVA_INT, POLLED, end.descriptor());
    polled.set(ValueLayout.JAVA_SHORT, POLLED + 4, READABLE);
    MemorySegment time = arena.allocate(2L * Long.BYTES, Long.BYTES);
    time.set(ValueLayout.JAVA_LONG, 0, timeout.toSeconds());
    time.set(ValueLayout.JAVA_LONG, Long.BYTES, timeout.toNanosPart());
    Kernel.call(Syscall.PPOLL, fifo, polled.address(), 2, time.address(), 0, Long.BYTES);
    return (polled.get(ValueLayout.JAVA_SHORT, 6) & READABLE) != 0;
  }
}
