package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A program of our own in one file, with nothing but Go's standard library.
 *
 * @param resource the file's path beside this class, such as {@code pause/main.go}
 */
record GoFile(String name, String resource) implements GoSource {

  @Override
  public List<String> linkerFlags() {
    return List.of();
  }

  @Override
  public List<GoProgram> programs() {
    return List.of(new GoProgram(name, "."));
  }

  String text() throws IOException {
    try (InputStream in = GoFile.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ComponentException(resource + " is not on the class path.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
