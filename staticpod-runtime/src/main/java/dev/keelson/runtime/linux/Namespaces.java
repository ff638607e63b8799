package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.FutureTask;

/** Namespaces of the kernel. */
public final class Namespaces {
  private static final int GET_FLAGS = 0x8913;
  private static final int SET_FLAGS = 0x8914;
  private static final short UP_AND_RUNNING = 0x41;
  private static final int IFREQ_SIZE = 40;
  private static final int IFREQ_FLAGS = 16;
  private static final int INET = 2;
  private static final int DATAGRAM_CLOEXEC = 2 | 02000000;

  private Namespaces() {}

  /** A kind of namespace that a thread of ours may leave without harm to the others. */
  public enum Kind {
    IPC(0x08000000),
    NET(0x40000000),
    UTS(0x04000000);

    private final long bit;

    Kind(long bit) {
      this.bit = bit;
    }

    /** As in {@code /proc/self/ns}. */
    public String fileName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Something done inside fresh namespaces. */
  public interface Action {
    void run() throws IOException;
  }

  /**
   * Runs the action on a platform thread of its own that is in new namespaces of those kinds, and
   * waits for it. The namespaces vanish with the thread unless the action pins them.
   */
  public static void inNew(Set<Kind> kinds, Action action)
      throws IOException, InterruptedException {
    FutureTask<Void> task =
        new FutureTask<>(() -> {
          long flags = kinds.stream().mapToLong(k -> k.bit).reduce(0, (x, y) -> x | y);
          Kernel.call(Syscall.UNSHARE, kinds, flags);
          action.run();
          return null;
        });
    Thread.ofPlatform().name("new-namespaces").start(task);
    try {
      task.get();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Keeps the calling thread's namespace alive at that file, which is made. */
  public static void pin(Kind kind, Path file) throws IOException {
    Files.createFile(file);
    Mounts.bind("/proc/thread-self/ns/" + kind.fileName(), file);
  }

  /** Names the host of the calling thread's UTS namespace. */
  public static void setHostname(String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      Kernel.call(Syscall.SETHOSTNAME, name, text.address(), bytes.length);
    }
  }

  /** Brings the loopback interface of the calling thread's network namespace up. */
  public static void loopbackUp() throws IOException {
    int socket = (int) Kernel.call(Syscall.SOCKET, "AF_INET", INET, DATAGRAM_CLOEXEC, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request = arena.allocate(IFREQ_SIZE, 8);
      request.setString(0, "lo");
      Kernel.call(Syscall.IOCTL, "lo", socket, GET_FLAGS, request.address());
      short flags = request.get(ValueLayout.JAVA_SHORT, IFREQ_FLAGS);
      request.set(ValueLayout.JAVA_SHORT, IFREQ_FLAGS, (short) (flags | UP_AND_RUNNING));
      Kernel.call(Syscall.IOCTL, "lo", socket, SET_FLAGS, request.address());
    } finally {
      Kernel.close(socket);
    }
  }
}
