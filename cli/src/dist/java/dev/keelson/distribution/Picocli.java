package dev.keelson.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * picocli's published classes are of Java 5, and classes that old are never archived; so they are
 * compiled anew from its published sources.
 */
final class Picocli {
  private Picocli() {}

  /** Writes a jar like the published one, its classes those of the sources jar beside it. */
  static void recompile(Path published, Path sources, Path packed) throws IOException {
    String name = published.getFileName().toString().replace(".jar", "-sources.jar");
    Path work = sources.resolve("picocli");
    Assemble.deleteTree(work);
    Path classes = work.resolve("classes");
    List<String> command =
        new ArrayList<>(List.of("-nowarn", "-proc:none", "-XDstringConcat=inline"));
    command.addAll(
        List.of("--release", "" + Runtime.version().feature(), "-d", classes.toString()));
    for (Map.Entry<String, byte[]> file : Jar.of(sources.resolve(name)).files().entrySet()) {
      if (file.getKey().endsWith(".java") && !file.getKey().endsWith("module-info.java")) {
        Path source = work.resolve(file.getKey());
        Files.createDirectories(source.getParent());
        Files.write(source, file.getValue());
        command.add(source.toString());
      }
    }
    ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
    if (javac.run(System.out, System.err, command.toArray(String[]::new)) != 0) {
      throw new IOException("picocli's sources do not compile");
    }
    packed(published, classes).write(packed);
  }

  private static Jar packed(Path published, Path classes) throws IOException {
    Map<String, byte[]> files = new TreeMap<>(Jar.of(published).files());
    files.keySet().removeIf(name -> name.endsWith(".class"));
    try (Stream<Path> compiled = Files.walk(classes)) {
      for (Path file : compiled.filter(Files::isRegularFile).toList()) {
        files.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return new Jar(files);
  }
}
