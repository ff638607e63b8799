package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process and all that descend from it, at one instant; who ends meanwhile is left out. */
public final class ProcessTree {
  private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
  private static final Path PROC = Path.of("/proc");

  private final Set<Integer> pids;

  private ProcessTree(Set<Integer> pids) {
    this.pids = pids;
  }

  /** The processes below and including those. */
  public static ProcessTree of(List<Integer> roots) {
    Set<Integer> found = new LinkedHashSet<>();
    Deque<Integer> open = new ArrayDeque<>(roots);
    while (!open.isEmpty()) {
      int pid = open.pop();
      if (found.add(pid)) {
        open.addAll(children(pid));
      }
    }
    return new ProcessTree(found);
  }

  /** Whether one of them holds that socket. */
  public boolean holds(long inode) {
    return pids.stream().anyMatch(pid -> holds(pid, inode));
  }

  static boolean holds(int pid, long inode) {
    return sockets(pid).containsKey(inode);
  }

  /** What they hold in memory, in bytes; pages that two of them share count twice. */
  public long residentBytes() {
    return pids.stream().mapToLong(ProcessTree::residentBytes).sum();
  }

  private static long residentBytes(int pid) {
    try {
      return Files.readAllLines(PROC.resolve(pid + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException _) {
      return 0;
    }
  }

  /** That socket, taken from whichever of them holds it. */
  public ListeningSocket take(long inode) throws IOException {
    for (int pid : pids) {
      OptionalInt descriptor = descriptor(pid, inode);
      if (descriptor.isPresent()) {
        return ListeningSocket.take(pid, descriptor.getAsInt());
      }
    }
    throw new IOException("none of the processes " + pids + " holds socket " + inode);
  }

  private static OptionalInt descriptor(int pid, long inode) {
    Integer found = sockets(pid).get(inode);
    return found == null ? OptionalInt.empty() : OptionalInt.of(found);
  }

  /** The descriptors of its sockets, by inode. */
  private static Map<Long, Integer> sockets(int pid) {
    Map<Long, Integer> sockets = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
      for (Path file : files) {
        Matcher socket = SOCKET.matcher(target(file));
        if (socket.matches()) {
          sockets.put(
              Long.parseLong(socket.group(1)), Integer.parseInt(file.getFileName().toString()));
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // It ended.
    }
    return sockets;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException _) {
      return "";
    }
  }

  private static Set<Integer> children(int pid) {
    Set<Integer> children = new LinkedHashSet<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
      for (Path thread : threads) {
        for (String child : Files.readString(thread.resolve("children")).split(" ", -1)) {
          if (!child.isBlank()) {
            children.add(Integer.parseInt(child.strip()));
          }
        }
      }
    } catch (IOException | DirectoryIteratorException _) {
      // It ended.
    }
    return children;
  }
}
