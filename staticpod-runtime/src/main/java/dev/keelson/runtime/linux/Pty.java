package dev.keelson.runtime.linux;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A pseudo-terminal: what is written here is typed there, what is printed there is read here. Reads
 * block their thread's carrier, so they belong on a platform thread.
 */
public final class Pty implements AutoCloseable {
  private static final int READ_WRITE = 2;
  private static final int NO_CONTROLLING_TERMINAL = 0x100;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int FLAGS = READ_WRITE | NO_CONTROLLING_TERMINAL | CLOSE_ON_EXEC;
  private static final long GET_NUMBER = 0x80045430L;
  private static final long SET_SIZE = 0x5414L;

  private final int master;
  private final int slave;
  private final Path path;
  private boolean hungUp; // by this, as is what follows
  private boolean closed;
  private int users; // reads and writes under way

  private Pty(int master, int slave, Path path) {
    this.master = master;
    this.slave = slave;
    this.path = path;
  }

  /** A new one. */
  public static Pty open() throws IOException {
    int master = Calls.OPEN_PT.call("a pseudo-terminal", FLAGS);
    try (Arena arena = Arena.ofConfined()) {
      Calls.UNLOCK.call("a pseudo-terminal", master);
      MemorySegment number = arena.allocate(ValueLayout.JAVA_INT);
      Calls.IOCTL.call("a pseudo-terminal", master, GET_NUMBER, number);
      Path path = Path.of("/dev/pts/" + number.get(ValueLayout.JAVA_INT, 0));
      // Open until hangUp(), so that the other side's coming and going is no end of the output. A
      // terminal opened by the JDK would become this process's own.
      int slave = Calls.OPEN.call(path, arena.allocateFrom(path.toString()), FLAGS);
      return new Pty(master, slave, path);
    } catch (IOException | RuntimeException e) {
      Calls.CLOSE.call("a pseudo-terminal", master);
      throw e;
    }
  }

  /** The terminal's device. */
  public Path path() {
    return path;
  }

  /** Says how large it is; whose terminal it is gets SIGWINCH. */
  public synchronized void resize(int columns, int rows) throws IOException {
    if (!closed) {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment size = arena.allocate(8, 2);
        size.set(ValueLayout.JAVA_SHORT, 0, (short) rows);
        size.set(ValueLayout.JAVA_SHORT, 2, (short) columns);
        Calls.IOCTL.call(path, master, SET_SIZE, size);
      }
    }
  }

  /** Once nobody else holds the terminal, the output has its end. Idempotent. */
  public synchronized void hangUp() throws IOException {
    if (!hungUp) {
      hungUp = true;
      Calls.CLOSE.call(path, slave);
    }
  }

  /** What is printed on the terminal; closing it closes the terminal. */
  public InputStream output() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : readMaster(target, offset, length);
      }

      @Override
      public void close() throws IOException {
        Pty.this.close();
      }
    };
  }

  private int readMaster(byte[] target, int offset, int length) throws IOException {
    if (!enter()) {
      return -1;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(length);
      int n = Calls.READ.call(path, master, buffer, (long) length);
      MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, target, offset, n);
      return n == 0 ? -1 : n;
    } catch (SystemCallException e) {
      if (e.errno() == Errno.EIO) {
        return -1; // Nobody holds the terminal any more.
      }
      throw e;
    } finally {
      leave();
    }
  }

  /** What is typed on the terminal; closing it types nothing. */
  public OutputStream input() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        writeMaster(bytes, offset, length);
      }
    };
  }

  private void writeMaster(byte[] bytes, int offset, int length) throws IOException {
    if (!enter()) {
      throw new IOException(path + " is closed");
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment buffer = arena.allocate(Math.max(1, length));
      MemorySegment.copy(bytes, offset, buffer, ValueLayout.JAVA_BYTE, 0, length);
      long done = 0;
      while (done < length) {
        done += Calls.WRITE.call(path, master, buffer.asSlice(done), length - done);
      }
    } finally {
      leave();
    }
  }

  /** Who reads or writes may block, and so holds no lock; the number it uses stays taken. */
  private synchronized boolean enter() {
    users += closed ? 0 : 1;
    return !closed;
  }

  private synchronized void leave() throws IOException {
    users--;
    closeUnused();
  }

  /** Nothing is read or written any more; what is under way comes to its end. Idempotent. */
  @Override
  public synchronized void close() throws IOException {
    hangUp();
    if (!closed) {
      closed = true;
      closeUnused();
    }
  }

  private void closeUnused() throws IOException {
    if (closed && users == 0) {
      Calls.CLOSE.call(path, master);
    }
  }

  /** Linked when they are needed, which is for a terminal alone. */
  private static final class Calls {
    static final SystemCall OPEN_PT = SystemCall.of("posix_openpt", ValueLayout.JAVA_INT);
    static final SystemCall UNLOCK = SystemCall.of("unlockpt", ValueLayout.JAVA_INT);
    static final SystemCall IOCTL =
        SystemCall.variadic(
            "ioctl", 2, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
    static final SystemCall OPEN = SystemCall.of("open", ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
    static final SystemCall READ =
        SystemCall.of("read", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    static final SystemCall WRITE =
        SystemCall.of("write", ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);
    static final SystemCall CLOSE = SystemCall.of("close", ValueLayout.JAVA_INT);
  }
}
