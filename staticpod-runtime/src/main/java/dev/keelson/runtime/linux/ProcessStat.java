package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What {@code /proc/PID/stat} tells of a process that is in the table; see proc(5).
 *
 * @param state a letter; {@code Z} and {@code X} are of processes that have ended
 * @param flags the kernel's, linux/sched.h
 * @param startTime when it began, in clock ticks since boot
 */
record ProcessStat(String state, long flags, long startTime) {
  // Counted from the state.
  private static final int STATE = 0;
  private static final int FLAGS = 6;
  private static final int START_TIME = 19;

  private static final long PF_EXITING = 4;

  /** Of the process with that number; empty where there is none. */
  static Optional<ProcessStat> of(int pid) {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    } catch (IOException _) {
      return Optional.empty();
    }
    // The name in parentheses may hold anything, so the fields are counted from its end.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return fields.length <= START_TIME
        ? Optional.empty()
        : Optional.of(
            new ProcessStat(
                fields[STATE], Long.parseLong(fields[FLAGS]), Long.parseLong(fields[START_TIME])));
  }

  /** Whether it has ended, and nobody has asked for its exit status yet. */
  boolean ended() {
    return state.equals("Z") || state.equals("X");
  }

  /** Whether its first thread is on its way out. */
  boolean exiting() {
    return (flags & PF_EXITING) != 0;
  }
}
