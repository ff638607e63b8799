package dev.keelson.bootstrap.revision;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.FileException;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The right to change this node, held by one process at a time. The kernel takes it back when the
 * process ends, however it ends.
 */
public final class NodeLock implements AutoCloseable {
  private final FileChannel channel;

  private NodeLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Refused: another process changes the node. */
  public static final class HeldException extends KeelsonException {
    HeldException(String holder) {
      super(
          "this node is being changed by another keelson (" + holder + "); wait until it is done",
          ExitStatus.GENERAL);
    }
  }

  /**
   * Takes the lock or is refused; never waits.
   *
   * @param file in a directory that exists
   * @param command what the holder does, shown to whoever is refused
   * @throws HeldException naming the holder's pid and command
   */
  public static NodeLock take(Path file, String command) {
    try {
      var channel = FileChannel.open(file, CREATE, READ, WRITE);
      if (tryLock(channel) == null) {
        var holder = read(channel);
        channel.close();
        throw new HeldException(holder);
      }
      if (!Files.exists(file)) {
        // A reset removed the file between opening and locking it: this lock locks nothing.
        channel.close();
        return take(file, command);
      }
      var text = "pid " + ProcessHandle.current().pid() + ", " + command;
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
      return new NodeLock(channel);
    } catch (IOException e) {
      throw new FileException("lock", file, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  private static String read(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(512);
    channel.read(buffer, 0);
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("closing a lock file that is open", e);
    }
  }
}
