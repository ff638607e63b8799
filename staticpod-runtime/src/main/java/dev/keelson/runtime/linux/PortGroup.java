package dev.keelson.runtime.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A seat in the group of sockets that share one port and address (SO_REUSEPORT in socket(7)), from
 * which the group is told whom new connections go to. The listeners themselves cannot be used for
 * that: Go's are Multipath TCP sockets, which refuse the option. To sit in the group a socket has
 * to listen, so the seat is left as soon as the word is said; what came to it meanwhile moves on to
 * the others while {@link ConnectionMigration} is on.
 */
public final class PortGroup implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int AF_INET6 = 10;
  private static final int STREAM_CLOEXEC = 1 | 02000000;
  private static final int SOL_SOCKET = 1;
  private static final int SO_REUSEPORT = 15;
  private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
  private static final int SO_DETACH_REUSEPORT_BPF = 68;
  private static final int IPPROTO_IPV6 = 41;
  private static final int IPV6_V6ONLY = 26;
  private static final int IN_BYTES = 16;
  private static final int IN6_BYTES = 28;
  private static final int IN6_FLOW_BYTES = 4;
  private static final int WORD_DIGITS = 8;
  private static final int FPROG_BYTES = 16;
  private static final int FPROG_FILTER = 8;
  private static final int BACKLOG = 128;

  private final int descriptor;
  private final String name;
  private final AtomicBoolean closed = new AtomicBoolean();

  private PortGroup(int descriptor, String name) {
    this.descriptor = descriptor;
    this.name = name;
  }

  /**
   * Takes a seat in the group of that listener: its address, its user, its view of IPv4.
   *
   * @param opened that listener's socket
   * @throws IOException when the listener does not share its port, or the kernel refuses
   */
  public static PortGroup join(TcpSocket listener, ListeningSocket opened) throws IOException {
    String name = "port " + listener.port();
    int family = listener.family() == 6 ? AF_INET6 : AF_INET;
    boolean ipv6Only = family == AF_INET6 && opened.ipv6Only();
    int descriptor = (int) Kernel.call(Syscall.SOCKET, name, family, STREAM_CLOEXEC, 0);
    var seat = new PortGroup(descriptor, name);
    try {
      // A group is one user's; the socket is its owner's from here on.
      Kernel.call(Syscall.FCHOWN, name, descriptor, listener.user(), -1);
      seat.set(SOL_SOCKET, SO_REUSEPORT, 1);
      if (family == AF_INET6) {
        seat.set(IPPROTO_IPV6, IPV6_V6ONLY, ipv6Only ? 1 : 0);
      }
      seat.bind(family, listener);
      Kernel.call(Syscall.LISTEN, name, descriptor, BACKLOG);
      return seat;
    } catch (IOException e) {
      seat.close();
      throw e;
    }
  }

  private void bind(int family, TcpSocket listener) throws IOException {
    byte[] address = address(family, listener);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, address);
      Kernel.call(Syscall.BIND, name, descriptor, bytes.address(), address.length);
    }
  }

  /** A {@code struct sockaddr_in} or {@code sockaddr_in6}. */
  static byte[] address(int family, TcpSocket listener) {
    int size = family == AF_INET6 ? IN6_BYTES : IN_BYTES;
    ByteBuffer address = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    address.putShort((short) family);
    address.put((byte) (listener.port() >> 8)).put((byte) listener.port());
    if (family == AF_INET6) {
      address.position(address.position() + IN6_FLOW_BYTES);
    }
    // The kernel prints an address as words in the machine's own order.
    String words = listener.address();
    for (int at = 0; at < words.length(); at += WORD_DIGITS) {
      address.putInt(Integer.parseUnsignedInt(words.substring(at, at + WORD_DIGITS), 16));
    }
    return address.array();
  }

  private void set(int level, int option, int value) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_INT, value);
      Kernel.call(
          Syscall.SETSOCKOPT, name, descriptor, level, option, bytes.address(), Integer.BYTES);
    }
  }

  /** From now on that program picks the socket of the group; it outlives the seat. */
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
    try {
      set(SOL_SOCKET, SO_DETACH_REUSEPORT_BPF, 0);
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
