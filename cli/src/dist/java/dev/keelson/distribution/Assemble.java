package dev.keelson.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The distribution's command line: {@code Assemble SOURCE TARGET VERSION TIMESTAMP}.
 *
 * <p>SOURCE is {@code cli/src/dist}; TARGET is Maven's target directory, in which {@code
 * distribution/jars} holds the dependencies and {@code distribution/sources} picocli's sources.
 */
public final class Assemble {
  private final Path source;
  private final Path target;
  private final Path home;
  private final String version;
  private final Instant time;

  private Assemble(Path source, Path target, String version, Instant time) {
    this.source = source;
    this.target = target;
    this.home = target.resolve("keelson");
    this.version = version;
    this.time = time;
  }

  public static void main(String[] arguments) throws Exception {
    new Assemble(
            Path.of(arguments[0]), Path.of(arguments[1]), arguments[2], Instant.parse(arguments[3]))
        .run();
  }

  private void run() throws IOException, InterruptedException {
    JavaRuntime.link(home.resolve("runtime"), target.resolve("distribution"));
    libraries(home.resolve("lib"));
    copy("bin/keelson", "rwxr-xr-x");
    copy("LICENSE", "rw-r--r--");
    stamp(home);
    ClassArchives archives = new ClassArchives(home, target.resolve("distribution"));
    for (String role : List.of("cli", "init", "daemon")) {
      archives.train(role, training(role), training(role + ".classes"));
    }
    stamp(home);
    String name = "keelson-" + version + "-linux-" + architecture();
    Tarball.write(home, "keelson-" + version, target.resolve(name + ".tar.gz"));
  }

  private List<String> training(String file) throws IOException {
    Path path = source.resolve("training").resolve(file);
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }

  private void libraries(Path lib) throws IOException {
    deleteTree(lib);
    Files.createDirectories(lib);
    Path jars = target.resolve("distribution/jars");
    try (Stream<Path> files = Files.list(jars)) {
      for (Path jar : files.sorted().toList()) {
        Path packed = lib.resolve(jar.getFileName());
        if (jar.getFileName().toString().startsWith("picocli-")) {
          Picocli.recompile(jar, target.resolve("distribution/sources"), packed);
        } else {
          Jar.of(jar).write(packed);
        }
      }
    }
    Jar.of(target.resolve("keelson-cli-" + version + ".jar")).write(lib.resolve("keelson.jar"));
  }

  private void copy(String name, String permissions) throws IOException {
    Path from = source.resolve(name);
    if (!Files.exists(from)) {
      from = source.resolve("../../..").resolve(name);
    }
    Path to = home.resolve(name);
    Files.createDirectories(to.getParent());
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(permissions));
  }

  /** One time on every file: a class archive is refused beside a jar of another time. */
  private void stamp(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(f -> !Files.isSymbolicLink(f)).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(time));
      }
    }
  }

  static void deleteTree(Path root) throws IOException {
    if (Files.exists(root)) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
  }
}
