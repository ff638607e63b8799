package dev.keelson.bootstrap.preflight;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A program that the embedded engine runs.
 *
 * @param searchPath the directories of {@code PATH}, with colons
 * @param remedy how to get it
 */
record ProgramExisting(String program, String searchPath, String remedy) implements Check {
  @Override
  public String name() {
    return "FileExisting-" + program;
  }

  @Override
  public List<Finding> findings() {
    boolean found =
        Stream.of(searchPath.split(":", -1))
            .filter(directory -> !directory.isEmpty())
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    return found
        ? List.of()
        : List.of(new Problem(program + " not found in system path; install it: " + remedy));
  }
}
