package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;

/**
 * Any system call through one linked function, {@code syscall(2)}: linking is what costs, so all
 * calls share one handle. Arguments are numbers or addresses.
 */
final class Kernel {
  private static final int ARGUMENTS = 6;
  private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO = STATE.varHandle(PathElement.groupElement("errno"));
  private static final MethodHandle SYSCALL = link();

  private Kernel() {}

  /**
   * Makes the call.
   *
   * @param subject what it is about, for the message
   * @return what the kernel returned, never -1
   */
  static long call(Syscall call, Object subject, long... arguments) throws IOException {
    long[] a = Arrays.copyOf(arguments, ARGUMENTS);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = arena.allocate(STATE);
      long result =
          (long) SYSCALL.invokeExact(state, call.number(), a[0], a[1], a[2], a[3], a[4], a[5]);
      if (result == -1) {
        String name = call.name().toLowerCase(Locale.ROOT);
        throw new SystemCallException(name, subject.toString(), (int) ERRNO.get(state, 0L));
      }
      return result;
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(call + " cannot be called", e);
    }
  }

  /** Closes a descriptor of this process; one that is closed already is harmless. */
  static void close(int descriptor) {
    try {
      call(Syscall.CLOSE, descriptor, descriptor);
    } catch (IOException _) {
      // The kernel has released it whatever it says.
    }
  }

  // Calling the kernel is what this class is for; native access is granted on the command line.
  @SuppressWarnings("restricted")
  private static MethodHandle link() {
    Linker linker = Linker.nativeLinker();
    MemoryLayout[] longs = new MemoryLayout[ARGUMENTS + 1];
    Arrays.fill(longs, ValueLayout.JAVA_LONG);
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow("syscall"),
        FunctionDescriptor.of(ValueLayout.JAVA_LONG, longs),
        Linker.Option.captureCallState("errno"));
  }
}
