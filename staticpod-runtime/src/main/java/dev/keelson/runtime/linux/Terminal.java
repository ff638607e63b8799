package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The terminal that is this process's standard input. */
public final class Terminal {
  private static final int STDIN = 0;
  private static final long GET_SIZE = 0x5413L;
  private static final int TERMIOS_BYTES = 60;
  private static final int NOW = 0;

  /** {@code IGNBRK BRKINT PARMRK ISTRIP INLCR IGNCR ICRNL IXON}. */
  private static final int INPUT_FLAGS = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400;

  /** {@code OPOST}. */
  private static final int OUTPUT_FLAGS = 0x1;

  /** {@code CSIZE PARENB}, and {@code CS8}. */
  private static final int CONTROL_FLAGS = 0x30 | 0x100;

  private static final int EIGHT_BITS = 0x30;

  /** {@code ISIG ICANON ECHO ECHONL IEXTEN}. */
  private static final int LOCAL_FLAGS = 0x1 | 0x2 | 0x8 | 0x40 | 0x8000;

  private Terminal() {}

  /** Whether there is one. */
  public static boolean isThere() {
    try {
      size();
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /** Columns and rows. */
  public record Size(int columns, int rows) {}

  /** How large it is now. */
  public static Size size() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment size = arena.allocate(8, 2);
      Calls.IOCTL.call("the terminal", STDIN, GET_SIZE, size);
      return new Size(
          Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 2)),
          Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, 0)));
    }
  }

  /** Has {@code onResize} called whenever its size changes. */
  public static void watchSize(Runnable onResize) {
    JvmSignal.handle("WINCH", onResize);
  }

  /** Hands every key on as it is typed, as {@code cfmakeraw(3)} does, until it is closed. */
  public static Raw raw() throws IOException {
    Arena arena = Arena.ofShared();
    try {
      MemorySegment before = arena.allocate(TERMIOS_BYTES, 4);
      Calls.GET.call("the terminal", STDIN, before);
      MemorySegment raw = arena.allocate(TERMIOS_BYTES, 4).copyFrom(before);
      clear(raw, 0, INPUT_FLAGS);
      clear(raw, 4, OUTPUT_FLAGS);
      clear(raw, 8, CONTROL_FLAGS);
      raw.set(ValueLayout.JAVA_INT, 8, raw.get(ValueLayout.JAVA_INT, 8) | EIGHT_BITS);
      clear(raw, 12, LOCAL_FLAGS);
      Calls.SET.call("the terminal", STDIN, NOW, raw);
      return new Raw(arena, before);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static void clear(MemorySegment termios, long offset, int flags) {
    termios.set(ValueLayout.JAVA_INT, offset, termios.get(ValueLayout.JAVA_INT, offset) & ~flags);
  }

  /** Puts the terminal back to what it was. */
  public static final class Raw implements AutoCloseable {
    private final Arena arena;
    private final MemorySegment before;

    private Raw(Arena arena, MemorySegment before) {
      this.arena = arena;
      this.before = before;
    }

    @Override
    public void close() throws IOException {
      try (arena) {
        Calls.SET.call("the terminal", STDIN, NOW, before);
      }
    }
  }

  private static final class Calls {
    static final SystemCall IOCTL =
        SystemCall.variadic(
            "ioctl", 2, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.ADDRESS);
    static final SystemCall GET =
        SystemCall.of("tcgetattr", ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
    static final SystemCall SET =
        SystemCall.of("tcsetattr", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS);
  }
}
