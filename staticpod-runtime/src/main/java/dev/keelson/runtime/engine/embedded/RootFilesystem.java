package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.embedded.oci.UserDatabase;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.layer.LayerStack;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.linux.Mounts.Flag;
import dev.keelson.runtime.linux.SystemCallException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The root file system of a container: an overlay of the image's layers with a directory of its own
 * on top, or a copy where the kernel will not mount that.
 */
final class RootFilesystem {
  private static final int OPTIONS_LIMIT = 4095;

  private final EngineLayout layout;

  RootFilesystem(EngineLayout layout) {
    this.layout = layout;
  }

  /** Makes it; the directory it is in. */
  Path make(ContainerId id, StoredImage image) throws IOException {
    if (image.overlayReady() && mountOverlay(id, image)) {
      return layout.rootfs(id);
    }
    Path copy = Files.createDirectories(layout.container(id).resolve("rootfs"));
    LayerStack.copy(image.layerDirs(), copy);
    return copy;
  }

  /** Shows another image beside it, which nobody can change; the directory it is in. */
  Path makeReadOnly(ContainerId id, int number, StoredImage image) throws IOException {
    String name = Integer.toString(number);
    Path target = Files.createDirectories(layout.imageVolumes(id).resolve(name));
    // An overlay without a directory to write to has at least two others.
    Path empty = Files.createDirectories(layout.container(id).resolve("empty"));
    String lower = "lowerdir=" + lower(image) + ":" + escaped(empty);
    if (image.overlayReady() && mountOverlay(target, Set.of(Flag.READ_ONLY), lower)) {
      return target;
    }
    Path copy = Files.createDirectories(layout.container(id).resolve("images").resolve(name));
    LayerStack.copy(image.layerDirs(), copy);
    return copy;
  }

  /** Takes the mounts away; copies stay until the container is removed. */
  void unmount(ContainerId id) throws IOException {
    Mounts.detach(layout.rootfs(id));
    for (Path image : EngineFiles.list(layout.imageVolumes(id))) {
      Mounts.detach(image);
    }
  }

  /** The users the image knows. A link is not followed: it could lead out of the image. */
  static UserDatabase users(Path rootfs) throws IOException {
    return new UserDatabase(
        text(rootfs.resolve("etc"), "passwd"), text(rootfs.resolve("etc"), "group"));
  }

  private boolean mountOverlay(ContainerId id, StoredImage image) throws IOException {
    Path upper = Files.createDirectories(layout.container(id).resolve("upper"));
    Path work = Files.createDirectories(layout.container(id).resolve("work"));
    Path target = Files.createDirectories(layout.rootfs(id));
    String options =
        "lowerdir=" + lower(image) + ",upperdir=" + escaped(upper) + ",workdir=" + escaped(work);
    return mountOverlay(target, Set.of(), options);
  }

  private static String lower(StoredImage image) {
    return image.layerDirs().reversed().stream()
        .map(RootFilesystem::escaped)
        .collect(Collectors.joining(":"));
  }

  private static boolean mountOverlay(Path target, Set<Flag> flags, String options)
      throws IOException {
    if (options.getBytes(StandardCharsets.UTF_8).length > OPTIONS_LIMIT) {
      return false;
    }
    try {
      Mounts.mount("overlay", "overlay", target, flags, options);
      return true;
    } catch (SystemCallException e) {
      return switch (e.errno()) {
        // No overlayfs in this kernel, not allowed here, or not on this file system.
        case ENODEV, EPERM, EINVAL, EOPNOTSUPP -> false;
        default -> throw e;
      };
    }
  }

  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\").replace(":", "\\:").replace(",", "\\,");
  }

  private static String text(Path directory, String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return "";
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
