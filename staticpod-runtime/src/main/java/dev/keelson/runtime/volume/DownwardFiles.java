package dev.keelson.runtime.volume;

import dev.keelson.runtime.linux.Trees;
import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.manifest.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The files of a downward API volume, laid out as the kubelet's atomic writer does: the files lie
 * in a directory of their own, {@code ..data} leads to it, and names lead through {@code ..data},
 * so that a reader sees the old set or the new one.
 */
final class DownwardFiles {
  private DownwardFiles() {}

  static void write(Path volume, VolumeSpec.DownwardApi spec, PodFields fields) throws IOException {
    PodDirectory.makeDirectory(volume, "rwxr-xr-x");
    Path set = Files.createTempDirectory(volume, "..data-");
    Files.setAttribute(set, "unix:mode", 0755);
    for (VolumeSpec.Item item : spec.items()) {
      Path file = set.resolve(item.path());
      PodDirectory.makeDirectory(PodDirectory.parent(file), "rwxr-xr-x");
      Files.writeString(
          file, fields.value(item.value(), fields.pod().spec().containers().getFirst()));
      Optional<Integer> user = item.user().or(spec::defaultUser);
      if (user.isPresent()) {
        Files.setAttribute(file, "unix:uid", user.get());
      }
      Files.setAttribute(file, "unix:mode", item.mode().orElse(spec.defaultMode()));
    }
    Path data = volume.resolve("..data");
    Optional<Path> old =
        Files.isSymbolicLink(data)
            ? Optional.of(volume.resolve(Files.readSymbolicLink(data)))
            : Optional.empty();
    Path link = volume.resolve("..data-link");
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, set.getFileName());
    Files.move(link, data, StandardCopyOption.ATOMIC_MOVE);
    for (VolumeSpec.Item item : spec.items()) {
      Path first = Path.of(item.path()).getName(0);
      Path name = volume.resolve(first);
      if (!Files.exists(name, LinkOption.NOFOLLOW_LINKS)) {
        Files.createSymbolicLink(name, Path.of("..data").resolve(first));
      }
    }
    if (old.isPresent()) {
      Trees.delete(old.get());
    }
  }
}
