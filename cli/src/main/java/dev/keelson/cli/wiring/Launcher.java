package dev.keelson.cli.wiring;

import java.nio.file.Path;
import java.util.List;

/** How this very program is run again. */
final class Launcher {
  private Launcher() {}

  /** The launcher of the distribution; outside of one, this Java with this class path. */
  static List<String> command() {
    String launcher = System.getProperty("keelson.launcher", "");
    if (!launcher.isEmpty()) {
      return List.of(launcher);
    }
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        "dev.keelson.cli.Main");
  }
}
