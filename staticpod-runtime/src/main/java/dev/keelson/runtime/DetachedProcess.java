package dev.keelson.runtime;

import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.linux.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A runtime without an init system: a session of its own, so that no terminal's end reaches it, no
 * input, its output in a file.
 */
final class DetachedProcess {
  private static final long LARGEST_LOG = 10 * 1024 * 1024;
  private static final Duration LOOK = Duration.ofMillis(100);

  private final RuntimePaths paths;
  private final List<String> command;
  private final BooleanSupplier answers;

  DetachedProcess(RuntimePaths paths, List<String> command, BooleanSupplier answers) {
    this.paths = paths;
    this.command = command;
    this.answers = answers;
  }

  /**
   * Starts it and waits until it has written its process id, which it does when it answers. Where
   * one is starting already, waits for that one.
   */
  void start(Duration timeout) throws InterruptedException {
    try {
      PrivateFiles.directory(paths.run());
      PrivateFiles.directory(paths.state());
      long before = prepareLog();
      try (WatchService watch = paths.run().getFileSystem().newWatchService()) {
        paths.run().register(watch, StandardWatchEventKinds.ENTRY_CREATE);
        if (awaitOther(watch, timeout, before)) {
          start(watch, timeout, before);
        }
      }
    } catch (IOException e) {
      throw new RuntimeStartException(
          "starting the runtime with " + String.join(" ", command) + ": " + e.getMessage(), e);
    }
  }

  /** Whether there is none after all: the one that seemed to be starting was ending, or failed. */
  private boolean awaitOther(WatchService watch, Duration timeout, long before)
      throws InterruptedException, IOException {
    long begun = System.nanoTime();
    while (RuntimeLock.isHeld(paths) && !RuntimeLock.wasKilled(paths)) {
      if (answers.getAsBoolean()) {
        return false;
      }
      if (System.nanoTime() - begun > timeout.toNanos()) {
        throw silent(timeout, before);
      }
      // Its file, once it answers; nothing tells that the lock is free.
      WatchKey key = watch.poll(LOOK.toMillis(), TimeUnit.MILLISECONDS);
      if (key != null) {
        key.reset();
      }
    }
    return true;
  }

  private void start(WatchService watch, Duration timeout, long before)
      throws IOException, InterruptedException {
    Process process = spawn();
    var _ = process.onExit().thenRun(() -> endWithout(watch));
    try {
      await(watch, timeout, before);
    } catch (ClosedWatchServiceException e) {
      throw new RuntimeStartException(
          "the runtime ended with status %d instead of answering; it said: %s"
              .formatted(process.exitValue(), lastWords(before)),
          e);
    } catch (InterruptedException e) {
      // Nobody waits for it any more, and nobody would know of it.
      process.destroy();
      process.onExit().join();
      throw e;
    }
  }

  /** The process has ended; there is nothing to wait for, unless another one got the lock first. */
  private void endWithout(WatchService watch) {
    try {
      if (RuntimeLock.awaitFree(paths, RuntimeLock.GLANCE)) {
        close(watch);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Process spawn() throws IOException {
    var words = new ArrayList<String>();
    words.add("setsid");
    words.addAll(command);
    var builder = new ProcessBuilder(words);
    builder.directory(new File("/"));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(paths.log().toFile()));
    return builder.start();
  }

  private void await(WatchService watch, Duration timeout, long before)
      throws InterruptedException, IOException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      WatchKey key = watch.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (key == null) {
        throw silent(timeout, before);
      }
      if (key.pollEvents().stream().anyMatch(this::isPidFile)) {
        return;
      }
      key.reset();
    }
  }

  private RuntimeStartException silent(Duration timeout, long before) throws IOException {
    return new RuntimeStartException(
        "the runtime does not answer after %d s; it says: %s"
            .formatted(timeout.toSeconds(), lastWords(before)),
        null);
  }

  private boolean isPidFile(WatchEvent<?> event) {
    return paths.pid().getFileName().equals(event.context());
  }

  private static void close(WatchService watch) {
    try {
      watch.close();
    } catch (IOException _) {
      // Closing it only wakes who waits.
    }
  }

  /** The log, mode 0600, set aside when it has grown large; its length. */
  private long prepareLog() throws IOException {
    Path log = paths.log();
    if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
      PrivateFiles.setAside(log);
    }
    try (FileChannel channel = PrivateFiles.open(log)) {
      return channel.size();
    }
  }

  private String lastWords(long before) throws IOException {
    byte[] bytes = Files.readAllBytes(paths.log());
    int from = (int) Math.max(Math.min(before, bytes.length), bytes.length - 2000);
    String text = new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8);
    return text.isBlank() ? "nothing" : text.strip();
  }
}
