package dev.keelson.e2e.guest;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The guest's ear: a virtio port at which each script that goes in comes back as its output. */
final class GuestAgent implements AutoCloseable {
  private final SocketChannel channel;
  private final BufferedReader answers;
  private final Path console;

  private GuestAgent(SocketChannel channel, Path console) {
    this.channel = channel;
    this.answers = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    this.console = console;
  }

  /** Connects to a machine that was just switched on, and waits until it has booted. */
  static GuestAgent connect(Path socket, Process machine, Path console, Duration timeout)
      throws IOException, InterruptedException {
    while (!Files.exists(socket)) {
      if (machine.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new GuestException(
            "QEMU ended with status %d: %s"
                .formatted(
                    machine.exitValue(), Files.readString(console.resolveSibling("qemu.log"))));
      }
    }
    var agent = new GuestAgent(SocketChannel.open(UnixDomainSocketAddress.of(socket)), console);
    String ready = agent.answer("booting", timeout);
    if (!ready.equals("ready")) {
      throw new GuestException(
          "The guest begins with \"%s\" instead of \"ready\". QEMU said: %s. The console: %s"
              .formatted(
                  ready, Files.readString(console.resolveSibling("qemu.log")), agent.consoleEnd()));
    }
    return agent;
  }

  String run(String script, Duration timeout) throws InterruptedException {
    String line = encode(script.getBytes(StandardCharsets.UTF_8)) + "\n";
    try {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(line);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new GuestException("The guest is not there any more: " + consoleEnd(), e);
    }
    List<String> words = List.of(answer(script, timeout).split(" ", 2));
    String output = new String(decode(words.getLast()), StandardCharsets.UTF_8).strip();
    if (!words.getFirst().equals("0")) {
      throw new GuestException(
          "On the guest \"%s\" ended with status %s: %s"
              .formatted(script.strip(), words.getFirst(), output));
    }
    return output;
  }

  private String answer(String asked, Duration timeout) throws InterruptedException {
    var line = new CompletableFuture<String>();
    Thread.ofPlatform()
        .daemon()
        .name("guest-answer")
        .start(() -> {
          try {
            line.complete(String.valueOf(answers.readLine()));
          } catch (IOException e) {
            line.completeExceptionally(e);
          }
        });
    try {
      return line.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new GuestException(
          "The guest did not answer \"%s\" within %s; its console ends with: %s"
              .formatted(asked.strip(), timeout, consoleEnd()),
          e);
    }
  }

  private String consoleEnd() {
    try {
      String text =
          Files.exists(console) ? Files.readString(console, StandardCharsets.ISO_8859_1) : "";
      return text.substring(Math.max(0, text.length() - 2000)).strip();
    } catch (IOException e) {
      return "(unreadable: " + e.getMessage() + ")";
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getDecoder().decode(text);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
