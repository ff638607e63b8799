package dev.keelson.runtime.volume;

import dev.keelson.runtime.linux.ConfinedPath;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.EnvVar;
import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.manifest.VolumeSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The volumes of one pod on this node; used by that pod's worker alone. */
public final class PodVolumes {
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
      } catch (VolumeException e) {
        throw failed(volume, String.valueOf(e.getMessage()), e);
      } catch (IOException e) {
        throw failed(volume, PodDirectory.reason(e), e);
      }
    }
  }

  private static VolumeException failed(VolumeSpec volume, String why, Exception cause) {
    return new VolumeException(
        "MountVolume.SetUp failed for volume \"" + volume.name() + "\" : " + why, cause);
  }

  private void setUp(VolumeSpec volume) throws IOException {
    switch (volume) {
      case VolumeSpec.HostPath host -> HostPaths.setUp(host);
      case VolumeSpec.EmptyDir empty ->
          new EmptyDirs(fields.pod().spec(), fields.capacity()).setUp(empty, path(empty));
      case VolumeSpec.Image _ -> {
        // The engine mounts it where it makes a container.
      }
      case VolumeSpec.DownwardApi downward -> DownwardFiles.write(path(downward), downward, fields);
    }
  }

  private Path path(VolumeSpec volume) {
    return switch (volume) {
      case VolumeSpec.HostPath host -> Path.of(host.path());
      case VolumeSpec.EmptyDir empty -> directory.volume("kubernetes.io~empty-dir", empty.name());
      case VolumeSpec.Image image ->
          throw new VolumeException(
              "the files of image volume " + image.name() + " are the engine's");
      case VolumeSpec.DownwardApi downward ->
          directory.volume(
              downward.projected() ? "kubernetes.io~projected" : "kubernetes.io~downward-api",
              downward.name());
    };
  }

  /**
   * The path of the host that a container sees at one of its mounts, made where it does not exist.
   *
   * @param index of the mount among the container's
   * @param subPath below the volume, its variables expanded; empty for the whole volume
   */
  public Path source(ContainerSpec container, int index, String subPath) {
    VolumeSpec volume = volume(container.mounts().get(index).volume());
    if (subPath.isEmpty()) {
      return path(volume);
    }
    Path target = directory.subPath(volume.name(), container.name(), index);
    try {
      return SubPaths.bind(path(volume), subPath, target);
    } catch (IOException e) {
      throw new VolumeException(
          "failed to prepare subPath \""
              + subPath
              + "\" for volume \""
              + volume.name()
              + "\" of container \""
              + container.name()
              + "\": "
              + PodDirectory.reason(e),
          e);
    }
  }

  private VolumeSpec volume(String name) {
    return fields
        .pod()
        .spec()
        .volume(name)
        .orElseThrow(() -> new VolumeException("there is no volume " + name));
  }

  /**
   * What a file of a volume sets a variable to; empty where it need not and does not.
   *
   * @throws VolumeException when the file cannot be read, or does not set what it must
   */
  public Optional<String> variable(EnvVar.FromFile wanted) {
    Path root = path(volume(wanted.volume()));
    String file = "file \"" + wanted.path() + "\" of volume \"" + wanted.volume() + "\"";
    Optional<String> value;
    try (ConfinedPath found = ConfinedPath.open(root, Path.of(wanted.path()).normalize())) {
      value = EnvFile.variable(Files.readAllLines(found.path()), wanted.key());
    } catch (VolumeException e) {
      throw new VolumeException("couldn't parse env file: " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new VolumeException("couldn't parse env file: " + file + " cannot be read", e);
    }
    if (value.filter(v -> !v.isEmpty()).isEmpty() && !wanted.optional()) {
      throw new VolumeException(
          "environment variable key \"" + wanted.key() + "\" not found in " + file);
    }
    return value.filter(v -> !v.isEmpty());
  }
}
