package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells when processes end that are not children of this one, without polling: one platform thread
 * waits in the kernel for all of them.
 */
public final class ExitWatch implements AutoCloseable {
  private static final int ADD = 1;
  private static final int DELETE = 2;
  private static final int READABLE = 1;
  private static final int CLOEXEC = 02000000;
  private static final int BATCH = 16;
  private static final long WAKE = 0;
  // struct epoll_event is packed on amd64 alone.
  private static final long DATA = Syscall.ARM64 ? 8 : 4;
  private static final long EVENT = DATA + 8;

  private final int epoll;
  private final int wake;
  private final Thread thread;
  private final AtomicLong tokens = new AtomicLong(WAKE);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Map<Long, Watched> watched = new ConcurrentHashMap<>();

  private record Watched(PidFd process, Runnable onExit) {}

  private ExitWatch(int epoll, int wake, String name) {
    this.epoll = epoll;
    this.wake = wake;
    this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
  }

  /** Begins watching nothing yet, on a thread of that name. */
  public static ExitWatch start(String name) throws IOException {
    int epoll = (int) Kernel.call(Syscall.EPOLL_CREATE1, name, CLOEXEC);
    int wake = (int) Kernel.call(Syscall.EVENTFD2, name, 0, CLOEXEC);
    ExitWatch watch = new ExitWatch(epoll, wake, name);
    watch.control(ADD, wake, WAKE);
    watch.thread.start();
    return watch;
  }

  /**
   * Calls {@code onExit} once, on the watching thread, when the process ends or if it has ended
   * already; takes the handle over and closes it.
   */
  public void watch(PidFd process, Runnable onExit) throws IOException {
    long token = tokens.incrementAndGet();
    watched.put(token, new Watched(process, onExit));
    control(ADD, process.descriptor(), token);
  }

  /** Ends the watching; whoever is still watched is forgotten. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
      Kernel.call(Syscall.WRITE, "eventfd", wake, one.address(), Long.BYTES);
    } catch (IOException e) {
      throw new IllegalStateException("the exit watch cannot be woken", e);
    }
  }

  private void run() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment events = arena.allocate(EVENT * BATCH, 8);
      while (!closed.get()) {
        int count = await(events);
        for (int i = 0; i < count; i++) {
          ended(events.get(ValueLayout.JAVA_LONG_UNALIGNED, i * EVENT + DATA));
        }
      }
    } finally {
      for (Watched each : watched.values()) {
        each.process().close();
      }
      Kernel.close(epoll);
      Kernel.close(wake);
    }
  }

  private int await(MemorySegment events) {
    try {
      return (int)
          Kernel.call(Syscall.EPOLL_PWAIT, "processes", epoll, events.address(), BATCH, -1, 0, 8);
    } catch (SystemCallException e) {
      if (e.errno() == Errno.EINTR) {
        return 0;
      }
      throw new IllegalStateException("the ends of processes cannot be awaited", e);
    } catch (IOException e) {
      throw new IllegalStateException("the ends of processes cannot be awaited", e);
    }
  }

  private void ended(long token) {
    Watched process = watched.remove(token);
    if (process == null) {
      return;
    }
    try {
      control(DELETE, process.process().descriptor(), token);
    } catch (IOException _) {
      // Closing the descriptor ends the watching as well.
    }
    process.process().close();
    process.onExit().run();
  }

  private void control(int operation, int descriptor, long token) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment event = arena.allocate(EVENT, 8);
      event.set(ValueLayout.JAVA_INT, 0, READABLE);
      event.set(ValueLayout.JAVA_LONG_UNALIGNED, DATA, token);
      Kernel.call(Syscall.EPOLL_CTL, "descriptor", epoll, operation, descriptor, event.address());
    }
  }
}
