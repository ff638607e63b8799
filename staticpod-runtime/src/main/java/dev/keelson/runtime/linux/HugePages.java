package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The huge pages that a machine has set aside.
 *
 * @param bytes all pages of a size together, by the size of one; 0 where none are set aside
 */
public record HugePages(SortedMap<Long, Long> bytes) {
  /** Where the kernel tells of them. */
  public static final Path DIRECTORY = Path.of("/sys/kernel/mm/hugepages");

  private static final Pattern SIZE = Pattern.compile("hugepages-(\\d{1,12})kB");
  private static final String UNITS = "KMGTP";
  private static final long STEP = 1024;

  public HugePages {
    bytes = Collections.unmodifiableSortedMap(new TreeMap<>(bytes));
  }

  /** As they are now, by that directory; none where a kernel has no such directory. */
  public static HugePages in(Path directory) throws IOException {
    var bytes = new TreeMap<Long, Long>();
    try (Stream<Path> sizes = Files.list(directory)) {
      for (Path of : sizes.toList()) {
        Matcher name = SIZE.matcher(String.valueOf(of.getFileName()));
        if (name.matches()) {
          long size = Long.parseLong(name.group(1)) * STEP;
          bytes.put(
              size, size * Long.parseLong(Files.readString(of.resolve("nr_hugepages")).strip()));
        }
      }
    } catch (NoSuchFileException _) {
      // A kernel without huge pages.
    }
    return new HugePages(bytes);
  }

  /** A page size as cgroup files and OCI runtimes are told it: {@code 2MB}, {@code 1GB}. */
  public static String nameOf(long size) {
    long value = size;
    String unit = "B";
    for (int i = 0; i < UNITS.length() && value % STEP == 0; i++) {
      value /= STEP;
      unit = UNITS.charAt(i) + "B";
    }
    return value + unit;
  }
}
