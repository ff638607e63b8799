package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Docker Hub's nginx and busybox for machines that do not reach it: images of Debian's packages
 * under those names, as one docker-archive.
 */
final class DebianImages {
  /** Changes with the script, so that no cache keeps what an older one made. */
  static final String VERSION = "1";

  private static final String SCRIPT = "debian/images.sh";

  private DebianImages() {}

  /**
   * Makes the archive.
   *
   * @param workspace a directory that is this build's alone
   */
  static void write(Platform platform, Path workspace, Path archive)
      throws IOException, InterruptedException {
    Files.createDirectories(workspace);
    Path log = workspace.resolve("build.log");
    Process bash =
        new ProcessBuilder(
                "bash",
                "-s",
                workspace.resolve("files").toString(),
                platform.architecture(),
                archive.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(log.toFile())
            .start();
    try (var in = bash.getOutputStream()) {
      in.write(script());
    }
    if (bash.waitFor() != 0) {
      throw new ComponentException(
          "Making images of Debian's nginx and busybox-static ended with status %d; what apt-get and"
                  .formatted(bash.exitValue())
              + " dpkg-deb said is in "
              + log
              + ". On Debian \"apt-get update\" lets apt-get find them.");
    }
  }

  private static byte[] script() throws IOException {
    try (InputStream in = DebianImages.class.getResourceAsStream(SCRIPT)) {
      if (in == null) {
        throw new ComponentException(SCRIPT + " is not on the class path.");
      }
      return in.readAllBytes();
    }
  }
}
