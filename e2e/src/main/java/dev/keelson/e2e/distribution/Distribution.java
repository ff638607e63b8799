package dev.keelson.e2e.distribution;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packaged program: a directory and the tarball of it.
 *
 * @param target where Maven packaged it, {@code cli/target}
 */
public record Distribution(Path target) {
  private static final String VERSION = "0.1.0";

  /** The distribution of this checkout; run from the module or from the root. */
  public static Distribution ofCheckout() {
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.isDirectory(here.resolve("cli")) ? here : here.resolveSibling("cli/..");
    Distribution distribution = new Distribution(root.resolve("cli/target").normalize());
    if (!Files.isExecutable(distribution.launcher())) {
      throw new IllegalStateException(
          distribution.launcher() + " is not there: \"mvn package\" makes it.");
    }
    return distribution;
  }

  /** The unpacked directory. */
  public Path home() {
    return target.resolve("keelson");
  }

  /** The program to run. */
  public Path launcher() {
    return home().resolve("bin/keelson");
  }

  public Path tarball() {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    return target.resolve("keelson-" + VERSION + "-linux-" + architecture + ".tar.gz");
  }
}
