package dev.keelson.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A recorded output under {@code src/test/resources/golden}. With {@code -Dgolden.record} the file
 * is rewritten and the test fails, so that nobody records by accident.
 */
final class GoldenFile {
  private static final Path DIRECTORY = Path.of("src/test/resources/golden");

  private GoldenFile() {}

  static void assertEqual(String name, String actual) {
    var file = DIRECTORY.resolve(name);
    try {
      if (System.getProperty("golden.record") != null) {
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
        fail("recorded " + file + "; look at the difference, then run without -Dgolden.record");
      }
      assertThat(file).as("the golden file; -Dgolden.record writes it").exists();
      assertThat(actual).isEqualTo(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("golden file " + file, e);
    }
  }
}
