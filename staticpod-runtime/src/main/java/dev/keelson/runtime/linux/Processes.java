package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The processes of this machine. */
public final class Processes {
  // Of /proc/PID/stat, counted from the state; see proc(5) and linux/sched.h.
  private static final int STATE = 0;
  private static final int FLAGS = 6;
  private static final long PF_EXITING = 4;
  private static final Set<String> ENDED = Set.of("Z", "X");

  private Processes() {}

  /** The process that holds that socket, as a person would name it: {@code nginx (pid 17)}. */
  public static Optional<String> holding(long inode) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        int pid = Integer.parseInt(process.getFileName().toString());
        if (ProcessTree.holds(pid, inode)) {
          return Optional.of(name(process) + " (pid " + pid + ")");
        }
      }
    }
    return Optional.empty();
  }

  /**
   * Whether the process goes on: not one that has ended, was killed and is about to end, or waits
   * for a thread of its own that the kernel holds.
   */
  public static boolean goesOn(int pid) {
    try {
      String text = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name before it is in parentheses and may hold any character.
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      boolean exiting = (Long.parseLong(fields[FLAGS]) & PF_EXITING) != 0;
      return !ENDED.contains(fields[STATE]) && !exiting;
    } catch (IOException _) {
      return false;
    }
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException _) {
      return "a process that has just ended";
    }
  }
}
