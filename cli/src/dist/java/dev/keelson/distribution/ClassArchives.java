package dev.keelson.distribution;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Makes the class archive of each role: the commands of its training are run as a user would, and
 * the classes that any of them loaded are dumped, parsed and linked.
 *
 * <p>Whether a command succeeds does not matter: what it loaded on its way does. One that does not
 * end by itself, as a daemon, is asked to stop.
 */
final class ClassArchives {
  private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");
  private static final long TRAINING_SECONDS = 12;

  private final Path home;
  private final Path work;

  ClassArchives(Path home, Path work) {
    this.home = home;
    this.work = work;
  }

  /** Trains a role with those command lines and writes {@code lib/ROLE.jsa}. */
  void train(String role, List<String> commandLines) throws IOException, InterruptedException {
    Path root = work.resolve("training-" + role);
    Assemble.deleteTree(root);
    Files.createDirectories(root);
    List<List<String>> commands =
        commandLines.stream()
            .map(line -> List.of(line.replace("@ROOT@", root + "/node").split(" ")))
            .toList();
    Path list = work.resolve(role + ".classes");
    Files.write(list, loaded(commands, root));
    Path archive = home.resolve("lib").resolve(role + ".jsa");
    Files.deleteIfExists(archive);
    Path output = root.resolve("dump");
    run(commands.getFirst(), "-Xshare:dump -XX:SharedClassListFile=" + list, output);
    if (!Files.exists(archive)) {
      throw new IOException(
          "No class archive for " + role + " came about:\n" + Files.readString(output));
    }
    System.out.printf("%s: %.1f MB%n", archive.getFileName(), Files.size(archive) / 1e6);
  }

  /**
   * What these commands load together, sorted and without the numbers of one run: the classes, and
   * after them what refers to them. A compiler thread would resolve more or less as time allows, so
   * it is interpreted.
   */
  private List<String> loaded(List<List<String>> commands, Path root)
      throws IOException, InterruptedException {
    Set<String> classes = new TreeSet<>();
    Set<String> references = new TreeSet<>();
    for (List<String> command : commands) {
      Path list = root.resolve("classes");
      Files.deleteIfExists(list);
      run(command, "-Xint -XX:DumpLoadedClassList=" + list, root.resolve("output"));
      if (Files.exists(list)) {
        for (String line : Files.readAllLines(list)) {
          switch (line.charAt(0)) {
            case '#' -> {}
            case '@' -> references.add(line);
            default -> classes.add(NUMBER.matcher(line).replaceAll(""));
          }
        }
      }
    }
    return Stream.concat(classes.stream(), references.stream()).toList();
  }

  private void run(List<String> arguments, String javaOptions, Path output)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/keelson").toString()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .redirectInput(new File("/dev/null"));
    builder.environment().put("JDK_JAVA_OPTIONS", javaOptions);
    Process process = builder.start();
    if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
      process.destroy();
      process.waitFor();
    }
  }
}
