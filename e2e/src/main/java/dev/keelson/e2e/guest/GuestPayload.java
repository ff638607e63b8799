package dev.keelson.e2e.guest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The second disk of a guest: a directory as a file system. */
public final class GuestPayload {
  private GuestPayload() {}

  /**
   * Makes it in a directory.
   *
   * @param home what is at {@code /opt/keelson}
   * @param files what is there beside it, by their names
   * @return the disk's file
   */
  public static Path make(Path directory, Path home, List<Path> files)
      throws IOException, InterruptedException {
    Path disk = directory.resolve("payload.ext4");
    Path tree = directory.resolve("payload");
    Programs.run("cp", "-a", home.toString(), tree.toString());
    for (Path file : files) {
      Files.copy(file, tree.resolve(String.valueOf(file.getFileName())));
    }
    // The tree may be anybody's; on the guest it is root's, as an installed program is.
    Programs.run("chown", "-R", "0:0", tree.toString());
    Programs.run("truncate", "--size=700M", disk.toString());
    Programs.run("mke2fs", "-q", "-F", "-t", "ext4", "-d", tree.toString(), disk.toString());
    Programs.run("rm", "-rf", tree.toString());
    return disk;
  }
}
