package dev.keelson.runtime.engine.embedded;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The first process of a process namespace that a pod's containers share: it ignores SIGCHLD, so
 * that the kernel takes away whatever orphan ends, and waits for ever. It is a static ELF program
 * of some 190 bytes written here, since nothing that is on every machine could run in an empty
 * root.
 */
final class PauseProgram {
  private static final long BASE = 0x400000;
  private static final int HEADERS = 64 + 56;
  private static final int X86_64 = 62;
  private static final int AARCH64 = 183;

  /** rt_sigaction(SIGCHLD, action, NULL, 8), then pause() again and again. */
  private static final int[] AMD64_CODE = {
    0x48, 0x8d, 0x35, 0x1d, 0, 0, 0, // lea rsi, [rip + 29]: the action behind the code
    0xbf, 17, 0, 0, 0, // mov edi, SIGCHLD
    0x31, 0xd2, // xor edx, edx
    0x41, 0xba, 8, 0, 0, 0, // mov r10d, 8
    0xb8, 13, 0, 0, 0, // mov eax, rt_sigaction
    0x0f, 0x05, // syscall
    0xb8, 34, 0, 0, 0, // mov eax, pause
    0x0f, 0x05, // syscall
    0xeb, 0xf7, // jmp to the instruction before
  };

  /** The same with ppoll(NULL, 0, NULL, NULL), for this architecture has no pause. */
  private static final int[] ARM64_CODE = {
    0xd2800220, // mov x0, SIGCHLD
    0x100001a1, // adr x1, the action behind the code
    0xd2800002, // mov x2, 0
    0xd2800103, // mov x3, 8
    0xd28010c8, // mov x8, rt_sigaction
    0xd4000001, // svc 0
    0xd2800000, // mov x0, 0
    0xd2800001, // mov x1, 0
    0xd2800002, // mov x2, 0
    0xd2800003, // mov x3, 0
    0xd2800928, // mov x8, ppoll
    0xd4000001, // svc 0
    0x17fffffa, // b to the sixth instruction before
    0, // the action begins at a multiple of eight bytes
  };

  private PauseProgram() {}

  /** The program for this machine. */
  static byte[] bytes() {
    boolean arm = System.getProperty("os.arch", "").equals("aarch64");
    byte[] code = arm ? words(ARM64_CODE) : octets(AMD64_CODE);
    // struct sigaction of the kernel: handler SIG_IGN, then flags, restorer and mask, all zero.
    int size = HEADERS + code.length + 4 * Long.BYTES;
    ByteBuffer program = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    header(program, arm ? AARCH64 : X86_64);
    segment(program, size);
    program.put(code).putLong(1);
    return program.array();
  }

  private static void header(ByteBuffer out, int machine) {
    out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
    out.putShort((short) 2).putShort((short) machine).putInt(1);
    out.putLong(BASE + HEADERS).putLong(64).putLong(0).putInt(0);
    out.putShort((short) 64).putShort((short) 56).putShort((short) 1);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
  }

  /** One segment with all of the file, to be read and executed. */
  private static void segment(ByteBuffer out, int size) {
    out.putInt(1).putInt(5).putLong(0).putLong(BASE).putLong(BASE);
    out.putLong(size).putLong(size).putLong(0x1000);
  }

  private static byte[] octets(int[] values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static byte[] words(int[] values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes.array();
  }
}
