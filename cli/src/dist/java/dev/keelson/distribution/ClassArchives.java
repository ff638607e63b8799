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
 * <p>Whether a command succeeds does not matter: what it loaded on its way does. A command line
 * that ends in {@code &} runs beside those after it, which begin when its socket is there; it is
 * asked to stop when they have ended.
 */
final class ClassArchives {
  private static final Pattern NUMBER = Pattern.compile(" id: \\d+$");
  private static final long COMMAND_SECONDS = 120;
  private static final long SOCKET_SECONDS = 20;
  private static final String DAEMON = " &";

  private final Path home;
  private final Path work;

  ClassArchives(Path home, Path work) {
    this.home = home;
    this.work = work;
  }

  /**
   * Trains a role with those command lines and writes {@code lib/ROLE.jsa}.
   *
   * @param sometimes lines of a class list, for what only some runs load
   */
  void train(String role, List<String> commandLines, List<String> sometimes)
      throws IOException, InterruptedException {
    Path root = work.resolve("training-" + role);
    Assemble.deleteTree(root);
    Files.createDirectories(root);
    run(commandLines, root);
    Path list = Files.write(work.resolve(role + ".classes"), merged(root, sometimes));
    Path archive = home.resolve("lib").resolve(role + ".jsa");
    Files.deleteIfExists(archive);
    Path output = root.resolve("dump");
    end(
        start(
            commandLines.getFirst(), root, "-Xshare:dump -XX:SharedClassListFile=" + list, output));
    if (!Files.exists(archive)) {
      throw new IOException(
          "No class archive for " + role + " came about:\n" + Files.readString(output));
    }
    System.out.printf("%s: %.1f MB%n", archive.getFileName(), Files.size(archive) / 1e6);
  }

  private void run(List<String> commandLines, Path root) throws IOException, InterruptedException {
    try (TrainingApiServer api = TrainingApiServer.start(root.resolve("node"))) {
      run(commandLines, root, api);
    }
    requireClasses(root);
  }

  private void run(List<String> commandLines, Path root, TrainingApiServer api)
      throws IOException, InterruptedException {
    List<Process> daemons = new ArrayList<>();
    for (int i = 0; i < commandLines.size(); i++) {
      String line = commandLines.get(i);
      String options = "-XX:DumpLoadedClassList=" + root.resolve(i + ".classes");
      Process process = start(line, root, options, root.resolve(i + ".output"));
      if (line.endsWith(DAEMON)) {
        daemons.add(process);
        awaitSocket(process, root.resolve("node/run/keelson/keelson.sock"));
        api.awaitMirror(process);
      } else {
        end(process);
      }
    }
    for (Process daemon : daemons) {
      daemon.destroy();
      end(daemon);
    }
  }

  /** A command may fail for want of root or of an image, but not for want of a class. */
  private static void requireClasses(Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      for (Path output : files.filter(f -> f.toString().endsWith(".output")).toList()) {
        String text = Files.readString(output);
        if (text.contains("NoClassDefFoundError") || text.contains("ClassNotFoundException")) {
          throw new IOException("The Java runtime lacks a class that keelson uses:\n" + text);
        }
      }
    }
  }

  /**
   * The classes, and after them the lambdas that refer to them. What constant-pool entries were
   * resolved is left out: that depends on how far a compiler thread came.
   */
  private static List<String> merged(Path root, List<String> sometimes) throws IOException {
    List<String> lines = new ArrayList<>(sometimes);
    try (Stream<Path> files = Files.list(root)) {
      for (Path list : files.filter(f -> f.toString().endsWith(".classes")).toList()) {
        lines.addAll(Files.readAllLines(list));
      }
    }
    Set<String> classes = new TreeSet<>();
    Set<String> references = new TreeSet<>();
    for (String line : lines) {
      if (line.startsWith("@lambda")) {
        references.add(line);
      } else if (!line.startsWith("@") && !line.startsWith("#")) {
        classes.add(NUMBER.matcher(line).replaceAll(""));
      }
    }
    return Stream.concat(classes.stream(), references.stream()).toList();
  }

  private Process start(String line, Path root, String javaOptions, Path output)
      throws IOException {
    String plain = line.endsWith(DAEMON) ? line.substring(0, line.length() - 2) : line;
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/keelson").toString()));
    command.addAll(List.of(plain.replace("@ROOT@", root + "/node").split(" ")));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(new File("/dev/null"));
    builder.environment().put("JDK_JAVA_OPTIONS", javaOptions);
    return builder.start();
  }

  private static void awaitSocket(Process daemon, Path socket) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SOCKET_SECONDS);
    while (!Files.exists(socket) && System.nanoTime() < deadline) {
      if (daemon.waitFor(50, TimeUnit.MILLISECONDS)) {
        return;
      }
    }
  }

  private static void end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("A command of the training did not end: " + process.info());
    }
  }
}
