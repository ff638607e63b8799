package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The processes of this machine. */
public final class Processes {
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

  /** Whether the process goes on: it has not ended, and is not on its way out. */
  public static boolean goesOn(int pid) {
    return ProcessStat.of(pid).filter(stat -> !stat.ended() && !stat.exiting()).isPresent();
  }

  private static String name(Path process) {
    try {
      return Files.readString(process.resolve("comm")).strip();
    } catch (IOException _) {
      return "a process that has just ended";
    }
  }
}
