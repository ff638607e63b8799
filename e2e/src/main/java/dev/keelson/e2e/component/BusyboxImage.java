package dev.keelson.e2e.component;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;

/** Images with nothing in them but Debian's static busybox, or what nobody runs. */
public final class BusyboxImage {
  /** The one with {@code /bin/busybox}. */
  public static final String NAME = "docker.io/library/busybox:keelson";

  /** The one that takes long to import. */
  public static final String BALLAST_NAME = "docker.io/library/ballast:keelson";

  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final int BALLAST = 12 << 20;

  private BusyboxImage() {}

  /** Writes the archive of {@link #NAME}. */
  public static void write(Path archive) throws IOException {
    if (!Files.exists(BUSYBOX)) {
      throw new ComponentException(BUSYBOX + " is missing: apt-get install busybox-static");
    }
    write(archive, new ImageRecipe(NAME, "/bin/", List.of("busybox"), "/bin/busybox"), "/bin");
  }

  /** Writes the archive of {@link #BALLAST_NAME}, of which no two blocks are equal. */
  public static void writeBallast(Path archive) throws IOException {
    Path directory = Files.createTempDirectory("keelson-ballast-");
    Path file = directory.resolve("ballast");
    try {
      byte[] bytes = new byte[BALLAST];
      new Random(BALLAST).nextBytes(bytes);
      Files.write(file, bytes);
      var recipe = new ImageRecipe(BALLAST_NAME, "/", List.of("ballast"), "/ballast");
      write(archive, recipe, directory.toString());
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void write(Path archive, ImageRecipe recipe, String binaries) throws IOException {
    try (var channel =
        FileChannel.open(archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ImageArchive.write(
          Platform.current(),
          List.of(recipe),
          Path.of(binaries),
          Channels.newOutputStream(channel));
    }
  }
}
