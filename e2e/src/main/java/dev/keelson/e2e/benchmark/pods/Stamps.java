package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The stamps that pods write, awaited. The clock is that of {@link System#nanoTime}. */
final class Stamps implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final WatchService changes;

  private Stamps(Path directory, WatchService changes) {
    this.directory = directory;
    this.changes = changes;
  }

  /** Watches a directory of stamps. */
  static Stamps watch(Path directory) throws IOException {
    Files.createDirectories(directory);
    WatchService changes = directory.getFileSystem().newWatchService();
    directory.register(
        changes, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
    return new Stamps(directory, changes);
  }

  /** When a version of a pod began for the first time. */
  long started(StampedPod pod) throws IOException, InterruptedException {
    return started(pod, 1);
  }

  /** When it began for that time, the first being 1. */
  long started(StampedPod pod, int time) throws IOException, InterruptedException {
    return await(pod, "started ", time);
  }

  /** When it was asked to end. */
  long asked(StampedPod pod) throws IOException, InterruptedException {
    return await(pod, "asked ", 1);
  }

  private long await(StampedPod pod, String kind, int time)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      List<String> stamps = stamps(pod, kind);
      if (stamps.size() >= time) {
        return Long.parseLong(stamps.get(time - 1));
      }
      WatchKey change = changes.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (change == null) {
        throw new BenchmarkException(
            "Pod %s wrote no %d. line \"%s\" within %d s."
                .formatted(pod.name(), time, kind.strip(), PATIENCE.toSeconds()));
      }
      change.pollEvents();
      change.reset();
    }
  }

  private List<String> stamps(StampedPod pod, String kind) throws IOException {
    try {
      String text = Files.readString(directory.resolve(pod.stamps()));
      // A line is one write, so what is there is whole.
      return text.lines()
          .filter(line -> line.startsWith(kind))
          .map(line -> line.substring(kind.length()))
          .toList();
    } catch (NoSuchFileException _) {
      return List.of();
    }
  }

  @Override
  public void close() throws IOException {
    changes.close();
  }
}
