package dev.keelson.e2e.testnode;

import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A command on a test node one of whose streams goes through a pipe with room for one line: it
 * writes the next only when the one before was read, and is held up there until then. For one
 * thread.
 */
public final class PacedCommand implements AutoCloseable {
  private static final String PIPE = "/run/paced";

  /** A pipe in packet mode (pipe(2), O_DIRECT) holds one write in each page; this one has one. */
  private static final String PACED =
      """
      use Fcntl;
      my ($pipe, $fd) = (shift, shift);
      my $f_setpipe_sz = 1031;
      open(my $paced, ">&=", $fd) or die "fdopen: $!";
      open($paced, ">", $pipe) or die "open: $!";
      fcntl($paced, $f_setpipe_sz, 4096) or die "F_SETPIPE_SZ: $!";
      fcntl($paced, F_SETFL, O_WRONLY | O_DIRECT) or die "F_SETFL: $!";
      exec @ARGV;
      """;

  /** Which of its streams. */
  public enum Stream {
    OUT(1),
    ERR(2);

    private final int descriptor;

    Stream(int descriptor) {
      this.descriptor = descriptor;
    }
  }

  private final RunningCommand command;
  private final InputStream lines;
  private final CompletableFuture<Execution> end = new CompletableFuture<>();
  private final byte[] packet = new byte[4096];

  private PacedCommand(RunningCommand command, InputStream lines, Duration timeout) {
    this.command = command;
    this.lines = lines;
    Thread.ofVirtual().name("paced-end").start(() -> awaitEnd(timeout));
  }

  /** Starts it; when it takes longer than that, it is killed, which ends its lines too. */
  public static PacedCommand start(
      TestNode node, Duration timeout, Stream stream, String... command)
      throws IOException, InterruptedException {
    node.exec(timeout, "sh", "-c", "command -v perl && rm -f " + PIPE + " && mkfifo " + PIPE)
        .orFail();
    String[] words = new String[command.length + 5];
    System.arraycopy(command, 0, words, 5, command.length);
    words[0] = "perl";
    words[1] = "-e";
    words[2] = PACED;
    words[3] = PIPE;
    words[4] = Integer.toString(stream.descriptor);
    RunningCommand running = node.spawn(words);
    return new PacedCommand(running, new FileInputStream(node.path(PIPE).toFile()), timeout);
  }

  /** The next line with its break; empty when the stream has ended. */
  public String nextLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int n = lines.read(packet); n > 0; n = lines.read(packet)) {
      line.write(packet, 0, n);
      if (packet[n - 1] == '\n') {
        break;
      }
    }
    return line.toString(StandardCharsets.UTF_8);
  }

  /** Sends SIGKILL to the command alone, and returns when it is gone. */
  public void kill() throws IOException, InterruptedException {
    command.killAlone();
    while (!nextLine().isEmpty()) {
      // What it had written already.
    }
    end();
  }

  /** How it ended, after its last line. */
  public Execution end() throws InterruptedException {
    try {
      return end.get();
    } catch (ExecutionException e) {
      throw new TestNodeException(String.valueOf(e.getMessage()), e);
    }
  }

  private void awaitEnd(Duration timeout) {
    try {
      end.complete(command.await(timeout));
    } catch (InterruptedException | RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  @Override
  public void close() throws IOException {
    command.close();
    lines.close();
  }
}
