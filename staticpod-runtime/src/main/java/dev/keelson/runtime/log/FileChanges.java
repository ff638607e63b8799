package dev.keelson.runtime.log;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for something to happen in a file's directory. */
final class FileChanges implements AutoCloseable {
  /** A container's end is no change of its log, so every now and then it is asked for. */
  private static final long LONGEST_MILLIS = 500;

  private final WatchService watch;

  private FileChanges(WatchService watch) {
    this.watch = watch;
  }

  static FileChanges of(Path file) throws IOException {
    Path directory = file.toAbsolutePath().resolveSibling("");
    WatchService watch = directory.getFileSystem().newWatchService();
    directory.register(
        watch, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
    return new FileChanges(watch);
  }

  void await() throws InterruptedException {
    @Nullable WatchKey key = watch.poll(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
    if (key != null) {
      key.pollEvents();
      key.reset();
    }
  }

  @Override
  public void close() throws IOException {
    watch.close();
  }
}
