package dev.keelson.cli.wiring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What the build wrote down about itself. */
public final class Build {
  private Build() {}

  /** The version with a leading v. */
  public static String version() {
    return "v" + property("version");
  }

  /** The newest Kubernetes version this program brings up. */
  public static String kubernetes() {
    return property("kubernetes");
  }

  private static String property(String name) {
    var properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("/dev/keelson/cli/build.properties")) {
      if (in == null) {
        throw new IllegalStateException(
            "the program's build.properties is not in its jar: build it with Maven");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty(name);
  }
}
