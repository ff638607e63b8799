package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is mounted in this process's mount namespace: {@code /proc/self/mountinfo}. */
public record MountTable(List<Entry> entries) {
  public MountTable {
    entries = List.copyOf(entries);
  }

  /**
   * One mount.
   *
   * @param root the directory of the file system that is shown
   * @param target where it is mounted
   * @param type of the file system
   * @param superOptions of the file system, such as a v1 cgroup's controllers
   */
  public record Entry(String root, Path target, String type, List<String> superOptions) {
    public Entry {
      superOptions = List.copyOf(superOptions);
    }
  }

  /** Reads the table as it is now. */
  public static MountTable read() throws IOException {
    return parse(Files.readAllLines(Path.of("/proc/self/mountinfo")));
  }

  /** The table those lines write. */
  static MountTable parse(List<String> lines) {
    List<Entry> entries = new ArrayList<>();
    for (String line : lines) {
      List<String> words = Arrays.asList(line.split(" ", -1));
      int dash = words.indexOf("-");
      if (dash < 6 || words.size() < dash + 4) {
        continue;
      }
      entries.add(
          new Entry(
              plain(words.get(3)),
              Path.of(plain(words.get(4))),
              words.get(dash + 1),
              List.of(words.get(dash + 3).split(",", -1))));
    }
    return new MountTable(entries);
  }

  /** Whether something is mounted exactly there. */
  public boolean has(Path target) {
    return entries.stream().anyMatch(e -> e.target().equals(target));
  }

  /** The mounts at that directory and below it, the deepest and newest first. */
  public List<Path> below(Path directory) {
    return entries.stream()
        .map(Entry::target)
        .filter(t -> t.startsWith(directory))
        .toList()
        .reversed();
  }

  /** The kernel writes blank, tab, line feed and backslash as octal numbers. */
  private static String plain(String written) {
    return written
        .replace("\\040", " ")
        .replace("\\011", "\t")
        .replace("\\012", "\n")
        .replace("\\134", "\\");
  }
}
