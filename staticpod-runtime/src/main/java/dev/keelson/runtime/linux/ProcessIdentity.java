package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One process of this boot, never confused with a later one of the same number.
 *
 * @param pid its number
 * @param startTime when it began, in clock ticks since boot, as in {@code /proc/PID/stat}
 */
public record ProcessIdentity(int pid, long startTime) {
  private static final int STATE = 0;
  private static final int START_TIME = 19;

  /** The living process of that number; a zombie is not one. */
  public static Optional<ProcessIdentity> of(int pid) {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    } catch (IOException _) {
      return Optional.empty();
    }
    // The name in parentheses may hold anything, so the fields are counted from its end.
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
    if (fields.size() <= START_TIME || "ZX".contains(fields.get(STATE))) {
      return Optional.empty();
    }
    return Optional.of(new ProcessIdentity(pid, Long.parseLong(fields.get(START_TIME))));
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
