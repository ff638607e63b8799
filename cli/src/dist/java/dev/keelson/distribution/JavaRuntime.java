package dev.keelson.distribution;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/** The Java runtime that keelson carries: this JDK's, cut down to the modules it uses. */
final class JavaRuntime {
  private static final List<String> MODULES =
      List.of(
          "java.base",
          // FreeMarker asks java.beans for a record's accessors.
          "java.desktop",
          "java.logging",
          "java.management",
          "java.naming",
          "java.net.http",
          "java.xml",
          "jdk.unsupported");

  /** There is never a screen, a printer or a sound, and no XML is ever read. */
  private static final List<String> UNUSED =
      List.of(
          "java.desktop/com/sun/imageio",
          "java.desktop/com/sun/java",
          "java.desktop/com/sun/media",
          "java.desktop/com/sun/swing",
          "java.desktop/java/awt",
          "java.desktop/javax",
          "java.desktop/sun",
          "java.xml/com/sun/org/apache");

  /** What of those packages FreeMarker's Template and java.beans cannot be loaded without. */
  private static final List<String> USED =
      List.of(
          "java.desktop/javax/swing/SwingContainer.class",
          "java.desktop/javax/swing/tree/TreeNode.class");

  private JavaRuntime() {}

  /** Links the runtime, unless the same JDK linked it by the same recipe before. */
  static void link(Path runtime, Path work) throws IOException {
    String recipe =
        MODULES + " without " + UNUSED + " but with " + USED + " of " + Runtime.version() + "\n";
    Path recipeFile = work.resolve("runtime.recipe");
    if (Files.exists(runtime.resolve("release"))
        && Files.exists(recipeFile)
        && Files.readString(recipeFile).equals(recipe)) {
      return;
    }
    Assemble.deleteTree(runtime);
    Path excluded = Files.write(work.resolve("runtime.excluded"), excluded());
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int status =
        jlink.run(
            System.out,
            System.err,
            "--add-modules",
            String.join(",", MODULES),
            "--strip-debug",
            "--no-header-files",
            "--no-man-pages",
            // The tarball compresses better what is not compressed yet.
            "--compress",
            "zip-0",
            "--exclude-files",
            "/java.desktop/lib/**",
            "--exclude-resources",
            "@" + excluded,
            "--output",
            runtime.toString());
    if (status != 0) {
      throw new IOException("jlink ended with status " + status);
    }
    Files.writeString(recipeFile, recipe);
  }

  /** What of the modules is left out: all unused packages but one file each, for jlink insists. */
  private static List<String> excluded() throws IOException {
    FileSystem image = FileSystems.getFileSystem(URI.create("jrt:/"));
    List<String> excluded = new ArrayList<>();
    for (String unused : UNUSED) {
      try (Stream<Path> tree = Files.walk(image.getPath("/modules", unused))) {
        for (Path directory : tree.filter(Files::isDirectory).sorted().toList()) {
          excluded.addAll(allButOne(directory));
        }
      }
    }
    return excluded;
  }

  private static List<String> allButOne(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children
          .filter(Files::isRegularFile)
          .sorted()
          .skip(1)
          .filter(file -> USED.stream().noneMatch(file::endsWith))
          .map(file -> "glob:" + file.toString().substring("/modules".length()))
          .toList();
    }
  }
}
