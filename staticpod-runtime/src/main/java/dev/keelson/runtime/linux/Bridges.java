package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Bridges of this process's network namespace. */
public final class Bridges {
  private static final int DELETE = 0x89a1;
  private static final int SET_FLAGS = 0x8914;
  private static final int REQUEST_SIZE = 40;
  private static final int FLAGS = 16;
  private static final int INET = 2;
  private static final int DATAGRAM_CLOEXEC = 2 | 02000000;

  private Bridges() {}

  /** Takes a bridge down and deletes it; false when there is none of that name. */
  public static boolean delete(String name) throws IOException {
    int socket = (int) Kernel.call(Syscall.SOCKET, "AF_INET", INET, DATAGRAM_CLOEXEC, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(REQUEST_SIZE, 8);
      request.setString(0, name);
      request.set(ValueLayout.JAVA_SHORT, FLAGS, (short) 0);
      Kernel.call(Syscall.IOCTL, name, socket, SET_FLAGS, request.address());
      Kernel.call(Syscall.IOCTL, name, socket, DELETE, arena.allocateFrom(name).address());
      return true;
    } catch (SystemCallException e) {
      if (e.errno() == Errno.ENODEV) {
        return false;
      }
      throw e;
    } finally {
      Kernel.close(socket);
    }
  }
}
