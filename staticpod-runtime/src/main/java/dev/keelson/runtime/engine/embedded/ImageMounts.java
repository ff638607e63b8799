package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerConfig.ImageMount;
import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerConfig.Propagation;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.linux.ConfinedPath;
import dev.keelson.runtime.linux.Errno;
import dev.keelson.runtime.linux.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The images that a container has as volumes, each mounted beside its root file system for as long
 * as that is. As containerd's, they can be run from, and a part of one is a directory.
 */
final class ImageMounts {
  private final RootFilesystem roots;
  private final List<Shown> shown;

  private record Shown(ImageMount wanted, StoredImage image) {}

  private ImageMounts(RootFilesystem roots, List<Shown> shown) {
    this.roots = roots;
    this.shown = shown;
  }

  /** Those that are asked for, all of which are present. */
  static ImageMounts of(EngineParts parts, RootFilesystem roots, List<ImageMount> wanted) {
    return new ImageMounts(
        roots,
        wanted.stream().map(w -> new Shown(w, EngineImages.require(parts, w.image()))).toList());
  }

  /** The digests of the images. */
  Set<String> ids() {
    return shown.stream().map(s -> s.image().id()).collect(Collectors.toSet());
  }

  /** Mounts them for that container; what is to be bound into it. */
  List<Mount> make(ContainerId id) throws IOException {
    var mounts = new ArrayList<Mount>();
    for (Shown one : shown) {
      Path root = roots.makeReadOnly(id, mounts.size(), one.image());
      ImageMount wanted = one.wanted();
      Path part = wanted.subPath().isEmpty() ? root : part(root, wanted);
      mounts.add(new Mount(part, wanted.containerPath(), true, false, Propagation.NONE));
    }
    return mounts;
  }

  private static Path part(Path root, ImageMount wanted) throws IOException {
    String what = "subPath \"" + wanted.subPath() + "\" of image " + wanted.image();
    try (ConfinedPath part = ConfinedPath.open(root, Path.of(wanted.subPath()).normalize())) {
      if (!Files.isDirectory(part.path())) {
        throw new EngineException(what + " is no directory, and only those are mounted");
      }
      return part.path().toRealPath();
    } catch (SystemCallException e) {
      if (e.errno() == Errno.EXDEV || e.errno() == Errno.ENOENT) {
        boolean out = e.errno() == Errno.EXDEV;
        throw new EngineException(what + (out ? " leads out of it" : " is not in it"), e);
      }
      throw e;
    }
  }
}
