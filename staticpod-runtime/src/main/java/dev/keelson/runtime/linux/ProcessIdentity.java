package dev.keelson.runtime.linux;

import java.io.IOException;
import java.util.Optional;

/**
 * One process of this boot, never confused with a later one of the same number.
 *
 * @param pid its number
 * @param startTime when it began, in clock ticks since boot, as in {@code /proc/PID/stat}
 */
public record ProcessIdentity(int pid, long startTime) {
  /** The living process of that number; a zombie is not one. */
  public static Optional<ProcessIdentity> of(int pid) {
    return ProcessStat.of(pid)
        .filter(stat -> !stat.ended())
        .map(stat -> new ProcessIdentity(pid, stat.startTime()));
  }

  /** Whether it lives still. */
  public boolean alive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** A handle on it; empty when it is gone. */
  public Optional<PidFd> open() throws IOException {
    Optional<PidFd> handle = PidFd.open(pid);
    if (handle.isPresent() && !alive()) {
      handle.get().close();
      return Optional.empty();
    }
    return handle;
  }

  /** Sends a signal to it and to nobody else; false when it is gone. */
  public boolean signal(int number) throws IOException {
    Optional<PidFd> handle = open();
    if (handle.isEmpty()) {
      return false;
    }
    try (PidFd process = handle.get()) {
      return process.signal(number);
    }
  }
}
