package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Tells systemd of a service's state, as {@code sd_notify(3)} does: one datagram to the socket that
 * {@code NOTIFY_SOCKET} names. The JDK has no unix datagram sockets.
 */
public final class SystemdNotify {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 02000000;
  private static final int LONGEST_PATH = 108;

  private SystemdNotify() {}

  /** Sends a state such as {@code READY=1}; without such a socket it does nothing. */
  public static void send(String state) throws IOException {
    String socket = System.getenv("NOTIFY_SOCKET");
    if (socket != null && !socket.isEmpty()) {
      send(socket, state);
    }
  }

  /** Within which time the watchdog wants to hear of this process; empty where it does not. */
  public static Optional<Duration> watchdog() {
    String microseconds = System.getenv("WATCHDOG_USEC");
    String pid = System.getenv("WATCHDOG_PID");
    boolean ours = pid == null || pid.equals(String.valueOf(ProcessHandle.current().pid()));
    return microseconds != null && microseconds.matches("[1-9]\\d{0,17}") && ours
        ? Optional.of(Duration.of(Long.parseLong(microseconds), ChronoUnit.MICROS))
        : Optional.empty();
  }

  static void send(String socket, String state) throws IOException {
    byte[] path = socket.getBytes(StandardCharsets.UTF_8);
    if (path.length >= LONGEST_PATH) {
      throw new IOException("the path of NOTIFY_SOCKET is too long: " + socket);
    }
    int descriptor = Calls.SOCKET.call(socket, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(2 + LONGEST_PATH, 2);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
      if (path[0] == '@') {
        address.set(ValueLayout.JAVA_BYTE, 2, (byte) 0);
      }
      byte[] bytes = state.getBytes(StandardCharsets.UTF_8);
      MemorySegment text = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
      int unused =
          Calls.SENDTO.call(
              socket, descriptor, text, (long) bytes.length, 0, address, 2 + path.length);
      assert unused >= 0;
    } finally {
      Calls.CLOSE.call(socket, descriptor);
    }
  }

  /** Linked when they are needed, which is under systemd alone. */
  private static final class Calls {
    static final SystemCall SOCKET =
        SystemCall.of("socket", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    static final SystemCall CLOSE = SystemCall.of("close", ValueLayout.JAVA_INT);

    /** Its result fits an int: a state is some bytes long. */
    static final SystemCall SENDTO =
        SystemCall.of(
            "sendto",
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_LONG,
            ValueLayout.JAVA_INT,
            ValueLayout.ADDRESS,
            ValueLayout.JAVA_INT);
  }
}
