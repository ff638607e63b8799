package dev.keelson.e2e.benchmark;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where commands on a node find their programs.
 *
 * @param directories searched first; the machine's own come after them
 */
public record SearchPath(List<Path> directories) {
  private static final String MACHINE =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  public SearchPath {
    directories = List.copyOf(directories);
  }

  /** A command of these words with this search path. */
  public String[] command(String... words) {
    String own = directories.stream().map(Path::toString).collect(Collectors.joining(":"));
    return Stream.concat(Stream.of("env", "PATH=" + own + ":" + MACHINE), Stream.of(words))
        .toArray(String[]::new);
  }
}
