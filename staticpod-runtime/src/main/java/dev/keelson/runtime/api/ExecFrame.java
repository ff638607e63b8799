package dev.keelson.runtime.api;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A piece of a stream of {@code exec}: a byte with its channel, four with its length, the bytes
 * themselves. The channels are those of Kubernetes' remote commands.
 *
 * @param channel one of those below
 */
@SuppressWarnings(
    "ArrayRecordComponent") // lives from the socket to the stream, and is compared by nobody
public record ExecFrame(int channel, byte[] bytes) {
  /** What the command reads. */
  public static final int STDIN = 0;

  /** What it prints. */
  public static final int STDOUT = 1;

  /** What it complains of. */
  public static final int STDERR = 2;

  /** Its exit code, as text; the last one. */
  public static final int EXIT = 3;

  /** The size of its terminal, as text: columns, a blank, rows. */
  public static final int RESIZE = 4;

  /** The end of what it reads. */
  public static final int END_OF_STDIN = 5;

  private static final int LARGEST = 1 << 20;

  /** The next one; empty at the end. */
  public static Optional<ExecFrame> read(DataInputStream in) throws IOException {
    int channel = in.read();
    if (channel < 0) {
      return Optional.empty();
    }
    int length = in.readInt();
    if (length < 0 || length > LARGEST) {
      throw new IOException("a frame of " + length + " bytes");
    }
    return Optional.of(new ExecFrame(channel, in.readNBytes(length)));
  }

  /** Writes one at once; from one thread at a time. */
  public static void write(OutputStream out, int channel, byte[] bytes, int length)
      throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(5 + length);
    frame.put((byte) channel).putInt(length).put(bytes, 0, length);
    out.write(frame.array());
    out.flush();
  }
}
