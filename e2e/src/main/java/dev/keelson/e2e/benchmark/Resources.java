package dev.keelson.e2e.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The texts of this package's resources. */
public final class Resources {
  private Resources() {}

  /** A resource, those words in it replaced. */
  public static String text(String name, Map<String, String> words) throws IOException {
    String text = text(name);
    for (var word : words.entrySet()) {
      text = text.replace(word.getKey(), word.getValue());
    }
    return text;
  }

  public static String text(String name) throws IOException {
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new BenchmarkException(name + " is not on the class path.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
