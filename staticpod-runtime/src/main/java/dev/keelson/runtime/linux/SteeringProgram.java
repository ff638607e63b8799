package dev.keelson.runtime.linux;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A program in the classic packet filter's language which answers a new connection with the place
 * of a socket in its group. Places count in the order of joining; when one leaves, the last takes
 * its place. A place that nobody has is answered by the kernel's own choice.
 */
public final class SteeringProgram {
  // linux/bpf_common.h and linux/filter.h; the network header begins at that offset.
  private static final int NETWORK = -0x100000;
  private static final int LOAD_BYTE = 0x30;
  private static final int LOAD_WORD = 0x20;
  private static final int SHIFT_RIGHT = 0x74;
  private static final int IF_EQUAL = 0x15;
  private static final int RETURN = 0x06;
  private static final int INSTRUCTION_BYTES = 8;

  private final List<Instruction> instructions;

  private SteeringProgram(List<Instruction> instructions) {
    this.instructions = instructions;
  }

  private record Instruction(int code, int ifTrue, int ifFalse, int value) {}

  /** Every connection goes to the socket at that place. */
  public static SteeringProgram all(int place) {
    return new SteeringProgram(List.of(new Instruction(RETURN, 0, 0, place)));
  }

  /** Connections from this machine's loopback addresses go to one place, all others to another. */
  public static SteeringProgram loopback(int loopback, int others) {
    return new SteeringProgram(
        List.of(
            load(LOAD_BYTE, 0),
            new Instruction(SHIFT_RIGHT, 0, 0, 4),
            equal(4, 8, 0),
            // IPv6: the source is ::1, in four words from byte 8 on.
            load(LOAD_WORD, 8),
            equal(0, 0, 9),
            load(LOAD_WORD, 12),
            equal(0, 0, 7),
            load(LOAD_WORD, 16),
            equal(0, 0, 5),
            load(LOAD_WORD, 20),
            equal(1, 2, 3),
            // IPv4: the source, at byte 12, begins with 127.
            load(LOAD_BYTE, 12),
            equal(127, 0, 1),
            new Instruction(RETURN, 0, 0, loopback),
            new Instruction(RETURN, 0, 0, others)));
  }

  private static Instruction load(int width, int offset) {
    return new Instruction(width, 0, 0, NETWORK + offset);
  }

  /** Skips that many instructions when the loaded value is, or is not, that one. */
  private static Instruction equal(int value, int ifTrue, int ifFalse) {
    return new Instruction(IF_EQUAL, ifTrue, ifFalse, value);
  }

  int length() {
    return instructions.size();
  }

  /** As an array of {@code struct sock_filter}. */
  byte[] code() {
    ByteBuffer code =
        ByteBuffer.allocate(instructions.size() * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
    for (Instruction instruction : instructions) {
      code.putShort((short) instruction.code())
          .put((byte) instruction.ifTrue())
          .put((byte) instruction.ifFalse())
          .putInt(instruction.value());
    }
    return code.array();
  }
}
