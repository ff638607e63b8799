package dev.keelson.bootstrap.preflight;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who listens on which TCP port, by {@code /proc/net/tcp}, {@code tcp6} and the sockets among the
 * open files of every process (proc(5)).
 *
 * @param proc usually {@code /proc}
 */
record SocketTable(Path proc) {
  private static final String LISTEN = "0A";

  /** Each listener of that port as {@code name (pid N)}; none where nothing is to be seen. */
  List<String> listeners(int port) {
    var inodes = inodes(port);
    var holders = new LinkedHashSet<String>();
    if (inodes.isEmpty()) {
      return List.of();
    }
    try (var processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        if (holdsAny(process, inodes)) {
          holders.add(describe(process));
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // Processes come and go while they are listed; what was seen so far is worth telling.
    }
    return List.copyOf(holders);
  }

  private Set<String> inodes(int port) {
    String suffix = ":%04X".formatted(port);
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> Proc.read(proc.resolve("net").resolve(table)).lines().skip(1))
        .map(line -> line.strip().split("\\s+"))
        .filter(f -> f.length > 9 && f[1].endsWith(suffix) && f[3].equals(LISTEN))
        .map(fields -> "socket:[" + fields[9] + "]")
        .collect(Collectors.toSet());
  }

  private static boolean holdsAny(Path process, Set<String> sockets) {
    try (var files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(Files.readSymbolicLink(file).toString())) {
          return true;
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // Ended meanwhile, or not ours to look at.
    }
    return false;
  }

  private static String describe(Path process) {
    String name = Proc.read(process.resolve("comm")).strip();
    return (name.isEmpty() ? "a process" : name) + " (pid " + process.getFileName() + ")";
  }
}
