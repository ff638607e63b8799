package dev.keelson.runtime.volume;

import dev.keelson.runtime.linux.ConfinedPath;
import dev.keelson.runtime.linux.Errno;
import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.linux.OwnCapabilities;
import dev.keelson.runtime.linux.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Parts of volumes as the sources of mounts. A container that shares the volume may put a symbolic
 * link in the way at any time; so, as the kubelet does, what was found is held open and bound to a
 * place of the pod's own, and that place is mounted.
 */
final class SubPaths {
  private SubPaths() {}

  /**
   * Shows a part of a volume at another place, making it, a directory, where it does not exist.
   *
   * @param target in the pod's own directory; what it showed before is gone
   * @return where the part can be mounted from
   */
  static Path bind(Path volume, String subPath, Path target) throws IOException {
    try (ConfinedPath part = ConfinedPath.make(volume, Path.of(subPath).normalize())) {
      if (!OwnCapabilities.mayMount()) {
        // Nobody can hold the path for us then: the one that was looked at has to do.
        return part.path().toRealPath();
      }
      prepare(target, Files.isDirectory(part.path()));
      Mounts.bind(part.path().toString(), target);
      return target;
    } catch (SystemCallException e) {
      if (e.errno() == Errno.EXDEV) {
        throw new VolumeException("the subPath " + subPath + " leads out of the volume", e);
      }
      throw e;
    }
  }

  private static void prepare(Path target, boolean directory) throws IOException {
    PodDirectory.makeDirectory(PodDirectory.parent(target), "rwxr-x---");
    while (MountTable.read().has(target.toAbsolutePath().normalize())) {
      Mounts.detach(target);
    }
    Files.deleteIfExists(target);
    if (directory) {
      PodDirectory.makeDirectory(target, "rwxr-x---");
    } else {
      Files.createFile(
          target,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    }
  }
}
