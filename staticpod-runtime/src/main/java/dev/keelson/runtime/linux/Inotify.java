package dev.keelson.runtime.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The kernel's notices about the files of directories. Unlike the JDK's watch service it tells a
 * file that was written to its end, and one that was moved in, from one that is being written.
 *
 * <p>One platform thread waits and, in the end, closes; any thread wakes it.
 */
public final class Inotify implements AutoCloseable {
  private static final SystemCall INIT = SystemCall.of("inotify_init1", JAVA_INT);
  private static final SystemCall ADD_WATCH =
      SystemCall.of("inotify_add_watch", JAVA_INT, ADDRESS, JAVA_INT);
  private static final SystemCall EVENT_FD = SystemCall.of("eventfd", JAVA_INT, JAVA_INT);
  private static final SystemCall POLL = SystemCall.of("poll", ADDRESS, JAVA_LONG, JAVA_INT);
  private static final SystemCall READ = SystemCall.of("read", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final SystemCall WRITE = SystemCall.of("write", JAVA_INT, ADDRESS, JAVA_LONG);
  private static final SystemCall CLOSE = SystemCall.of("close", JAVA_INT);
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int NON_BLOCKING = 0x800;
  private static final int ONLY_DIRECTORIES = 0x1000000;
  private static final int ASKED = 0xfff;
  private static final short POLL_IN = 1;
  private static final int HEAD_BYTES = 16;
  private static final int BUFFER_BYTES = 16 << 10;

  private final int events;
  private final int bell;
  private boolean closed; // by this

  private Inotify(int events, int bell) {
    this.events = events;
    this.bell = bell;
  }

  /** What happened to a name in a watched directory. */
  public enum Kind {
    MODIFIED(0x2),
    WRITTEN(0x8),
    MOVED_OUT(0x40),
    MOVED_IN(0x80),
    CREATED(0x100),
    DELETED(0x200),
    /** The directory itself was moved, removed or unmounted. */
    GONE(0x400 | 0x800 | 0x2000 | 0x8000),
    /** Notices were lost. */
    OVERFLOW(0x4000);

    private final int mask;

    Kind(int mask) {
      this.mask = mask;
    }
  }

  /** One notice; the name is empty for {@code GONE} and {@code OVERFLOW}. */
  public record Notice(Kind kind, String name) {}

  /** Begins with nothing watched. */
  public static Inotify open() throws IOException {
    int events = INIT.call("inotify", CLOSE_ON_EXEC | NON_BLOCKING);
    return new Inotify(events, EVENT_FD.call("eventfd", 0, CLOSE_ON_EXEC | NON_BLOCKING));
  }

  /** Watches one more directory. */
  public void watch(Path directory) throws IOException {
    int mask = ONLY_DIRECTORIES;
    for (Kind kind : Kind.values()) {
      mask |= kind.mask & ASKED;
    }
    try (Arena arena = Arena.ofConfined()) {
      ADD_WATCH.call(directory, events, arena.allocateFrom(directory.toString()), mask);
    }
  }

  /** Blocks until something happened or {@link #wake()} was called; then the list may be empty. */
  public List<Notice> await() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment polled = arena.allocate(16, 4);
      for (int i = 0; i < 2; i++) {
        polled.set(JAVA_INT, i * 8L, i == 0 ? events : bell);
        polled.set(JAVA_SHORT, i * 8L + 4, POLL_IN);
      }
      poll(polled);
      MemorySegment buffer = arena.allocate(BUFFER_BYTES, 8);
      if (polled.get(JAVA_SHORT, 14) != 0) {
        READ.call("eventfd", bell, buffer, 8L);
      }
      if (polled.get(JAVA_SHORT, 6) == 0) {
        return List.of();
      }
      return notices(buffer, READ.call("inotify", events, buffer, (long) BUFFER_BYTES));
    }
  }

  private static void poll(MemorySegment polled) throws IOException {
    while (true) {
      try {
        POLL.call("inotify", polled, 2L, -1);
        return;
      } catch (SystemCallException e) {
        if (e.errno() != Errno.EINTR) {
          throw e;
        }
      }
    }
  }

  private static List<Notice> notices(MemorySegment buffer, int length) {
    var notices = new ArrayList<Notice>();
    long at = 0;
    while (at < length) {
      int mask = buffer.get(JAVA_INT, at + 4);
      int nameBytes = buffer.get(JAVA_INT, at + 12);
      String name = nameBytes == 0 ? "" : buffer.getString(at + HEAD_BYTES);
      for (Kind kind : Kind.values()) {
        if ((mask & kind.mask) != 0) {
          notices.add(new Notice(kind, name));
        }
      }
      at += HEAD_BYTES + nameBytes;
    }
    return notices;
  }

  /** Makes {@link #await()} return; without effect once closed. */
  public synchronized void wake() {
    if (closed) {
      return;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1L);
      WRITE.call("eventfd", bell, one, 8L);
    } catch (IOException _) {
      // The bell is full: whoever waits is being woken already.
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    for (int descriptor : new int[] {events, bell}) {
      try {
        CLOSE.call("inotify", descriptor);
      } catch (IOException e) {
        throw new IllegalStateException("closing an inotify descriptor twice", e);
      }
    }
  }
}
