package dev.keelson.bootstrap.node;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The mount points of this process's mount namespace, as {@code /proc/self/mountinfo} has them. */
public record MountTable(List<Path> mountPoints) {
  private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

  public MountTable {
    mountPoints = List.copyOf(mountPoints);
  }

  /** The table in that text; the fifth field of each line is the mount point (proc(5)). */
  public static MountTable parse(String mountinfo) {
    return new MountTable(
        mountinfo
            .lines()
            .map(line -> line.split(" ", 6))
            .filter(fields -> fields.length == 6)
            .map(fields -> Path.of(unescape(fields[4])))
            .toList());
  }

  /** The mount points below any of those directories, innermost and newest first. */
  public List<Path> below(Collection<Path> directories) {
    return mountPoints.reversed().stream()
        .filter(point -> directories.stream().anyMatch(d -> inside(point, d)))
        .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
        .toList();
  }

  private static boolean inside(Path point, Path directory) {
    return point.startsWith(directory) && !point.equals(directory);
  }

  private static String unescape(String field) {
    return OCTAL
        .matcher(field)
        .replaceAll(
            m -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(m.group(1), 8))));
  }
}
