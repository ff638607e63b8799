package dev.keelson.runtime.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A lock on a file, held against other processes and against other holders in this one ({@code
 * flock}, not the record locks of {@code FileChannel}). The kernel releases it when the process
 * dies. Waiting blocks the platform thread: do not wait on a virtual one.
 */
public final class LockFile implements AutoCloseable {
  private static final int READ_WRITE_CREATE_CLOEXEC = 02 | 0100 | 02000000;
  private static final int SHARED = 1;
  private static final int EXCLUSIVE = 2;
  private static final int NO_WAIT = 4;
  private static final SystemCall OPEN = openCall();
  private static final SystemCall FLOCK =
      SystemCall.of("flock", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final SystemCall SYNCFS = SystemCall.of("syncfs", ValueLayout.JAVA_INT);
  private static final SystemCall CLOSE = SystemCall.of("close", ValueLayout.JAVA_INT);

  private final AtomicInteger descriptor;
  private final Path path;

  private LockFile(Path path, int descriptor) {
    this.path = path;
    this.descriptor = new AtomicInteger(descriptor);
  }

  /** Waits for the lock that any number may share. */
  public static LockFile shared(Path path) throws IOException {
    return lock(path, SHARED);
  }

  /** Waits for the lock that one alone may hold. */
  public static LockFile exclusive(Path path) throws IOException {
    return lock(path, EXCLUSIVE);
  }

  /** The exclusive lock, or nothing while somebody else holds it. */
  public static Optional<LockFile> tryExclusive(Path path) throws IOException {
    try {
      return Optional.of(lock(path, EXCLUSIVE | NO_WAIT));
    } catch (SystemCallException e) {
      if (e.errno() == Errno.EAGAIN) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Waits for the exclusive lock at most that long; nothing where it is held still. */
  public static Optional<LockFile> exclusive(Path path, Duration patience)
      throws IOException, InterruptedException {
    Optional<LockFile> free = tryExclusive(path);
    return free.isPresent() ? free : awaitExclusive(path, patience);
  }

  /**
   * The kernel knows no time-out for it: a thread waits, and passes the lock on. Where nobody wants
   * it any more, it waits all the same, and lets go of the lock as soon as it has it.
   */
  private static Optional<LockFile> awaitExclusive(Path path, Duration patience)
      throws IOException, InterruptedException {
    var locked = new CompletableFuture<LockFile>();
    Thread.ofPlatform().daemon().name("lock").start(() -> completeLocked(locked, path));
    try {
      return Optional.of(locked.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException _) {
      return locked.cancel(false) ? Optional.empty() : Optional.of(locked.join());
    } catch (InterruptedException e) {
      if (!locked.cancel(false)) {
        locked.join().close();
      }
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private static void completeLocked(CompletableFuture<LockFile> locked, Path path) {
    try {
      LockFile lock = exclusive(path);
      if (!locked.complete(lock)) {
        lock.close();
      }
    } catch (IOException | RuntimeException e) {
      locked.completeExceptionally(e);
    }
  }

  @Override
  public void close() {
    int open = descriptor.getAndSet(-1);
    if (open < 0) {
      return;
    }
    try {
      CLOSE.call(path, open);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes everything of the file system that holds the lock to its disk ({@code syncfs}): for many
   * small files far quicker than an fsync of each.
   */
  public void syncFileSystem() throws IOException {
    SYNCFS.call(path, descriptor.get());
  }

  private static LockFile lock(Path path, int operation) throws IOException {
    LockFile lock = open(path);
    try {
      lock.flock(operation);
      return lock;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  private static LockFile open(Path path) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      int descriptor =
          OPEN.call(path, arena.allocateFrom(path.toString()), READ_WRITE_CREATE_CLOEXEC, 0600);
      return new LockFile(path, descriptor);
    }
  }

  private void flock(int operation) throws IOException {
    while (true) {
      try {
        FLOCK.call(path, descriptor.get(), operation);
        return;
      } catch (SystemCallException e) {
        if (e.errno() != Errno.EINTR) {
          throw e;
        }
      }
    }
  }

  private static SystemCall openCall() {
    return SystemCall.variadic(
        "open", 2, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  }
}
