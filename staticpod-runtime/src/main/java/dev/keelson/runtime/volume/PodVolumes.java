package dev.keelson.runtime.volume;

import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.manifest.VolumeMount;
import dev.keelson.runtime.manifest.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The volumes of one pod on this node; used by that pod's worker alone. */
public final class PodVolumes {
  private static final int SET_GROUP_ID = 02000;

  private final PodDirectory directory;
  private final PodFields fields;

  /** The volumes of the pod the fields are of, in that directory. */
  public PodVolumes(PodDirectory directory, PodFields fields) {
    this.directory = directory;
    this.fields = fields;
  }

  /**
   * Makes every volume ready; what is ready already stays as it is.
   *
   * @throws VolumeException when one cannot be
   */
  public void setUp() {
    for (VolumeSpec volume : fields.pod().spec().volumes()) {
      try {
        setUp(volume);
      } catch (IOException e) {
        throw new VolumeException(
            "setting up the volume " + volume.name() + ": " + PodDirectory.reason(e), e);
      }
    }
  }

  private void setUp(VolumeSpec volume) throws IOException {
    switch (volume) {
      case VolumeSpec.HostPath host -> HostPaths.setUp(host);
      case VolumeSpec.EmptyDir empty -> setUpEmptyDir(empty);
      case VolumeSpec.DownwardApi downward -> DownwardFiles.write(path(downward), downward, fields);
    }
  }

  private void setUpEmptyDir(VolumeSpec.EmptyDir volume) throws IOException {
    Path path = path(volume);
    PodDirectory.makeDirectory(PodDirectory.parent(path), "rwxr-x---");
    if (!Files.exists(path)) {
      Files.createDirectory(path);
    }
    if (volume.memory() && !MountTable.read().has(path.toAbsolutePath().normalize())) {
      Mounts.mountTmpfs(path, volume.sizeLimit().map(Quantity::units).orElse(0L));
    }
    Optional<Integer> group = fields.pod().spec().security().fsGroup();
    if (group.isPresent()) {
      Files.setAttribute(path, "unix:gid", group.get());
    }
    Files.setAttribute(path, "unix:mode", 0777 | (group.isPresent() ? SET_GROUP_ID : 0));
  }

  private Path path(VolumeSpec volume) {
    return switch (volume) {
      case VolumeSpec.HostPath host -> Path.of(host.path());
      case VolumeSpec.EmptyDir empty -> directory.volume("kubernetes.io~empty-dir", empty.name());
      case VolumeSpec.DownwardApi downward ->
          directory.volume("kubernetes.io~downward-api", downward.name());
    };
  }

  /**
   * The path of the host that a container sees at that mount, made where it does not exist.
   *
   * @param subPath below the volume, its variables expanded; empty for the whole volume
   */
  public Path source(VolumeMount mount, String subPath) {
    VolumeSpec volume =
        fields
            .pod()
            .spec()
            .volume(mount.volume())
            .orElseThrow(() -> new VolumeException("there is no volume " + mount.volume()));
    Path whole = path(volume);
    if (subPath.isEmpty()) {
      return whole;
    }
    try {
      return below(whole, subPath, volume.name());
    } catch (IOException e) {
      throw new VolumeException(
          "making " + subPath + " in the volume " + volume.name() + ": " + PodDirectory.reason(e),
          e);
    }
  }

  private static Path below(Path volume, String subPath, String name) throws IOException {
    Path path = volume.resolve(subPath).normalize();
    // A symbolic link in the volume, which a container may have written, must not lead out of it.
    Path existing = path;
    while (existing.startsWith(volume) && !Files.exists(existing)) {
      existing = PodDirectory.parent(existing);
    }
    if (!existing.startsWith(volume) || !existing.toRealPath().startsWith(volume.toRealPath())) {
      throw new VolumeException("the subPath " + subPath + " leads out of the volume " + name);
    }
    if (!existing.equals(path)) {
      PodDirectory.makeDirectory(path, "rwxr-x---");
    }
    return path.toRealPath();
  }
}
