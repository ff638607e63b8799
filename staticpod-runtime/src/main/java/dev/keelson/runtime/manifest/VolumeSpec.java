package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.ContainerSpec.PullPolicy;
import java.util.List;
import java.util.Optional;

/** A volume of the pod. */
public sealed interface VolumeSpec {
  /** Its name within the pod. */
  String name();

  /**
   * A path of the host.
   *
   * @param type the API's word, empty for no check
   */
  record HostPath(String name, String path, String type) implements VolumeSpec {}

  /**
   * An empty directory that lives as long as the pod.
   *
   * @param mode empty for one that everybody may use
   */
  record EmptyDir(String name, Medium medium, Optional<Quantity> sizeLimit, Optional<Integer> mode)
      implements VolumeSpec {}

  /** What an empty directory is kept in. */
  sealed interface Medium {
    /** The file system that pods' directories are on. */
    record Disk() implements Medium {}

    /** A file system in memory. */
    record Memory() implements Medium {}

    /**
     * Huge pages.
     *
     * @param word as the manifest writes it
     * @param size of the pages; empty for the one that the pod requests
     */
    record HugePages(String word, Optional<HugePageSize> size) implements Medium {}
  }

  /** The files of an image, which nobody can change. */
  record Image(String name, String reference, PullPolicy pullPolicy) implements VolumeSpec {}

  /**
   * Fields of the pod as files.
   *
   * @param projected it is a projected volume, the items those of all its sources
   * @param defaultUser who owns the files; empty for root
   */
  record DownwardApi(
      String name,
      boolean projected,
      List<Item> items,
      int defaultMode,
      Optional<Integer> defaultUser)
      implements VolumeSpec {
    public DownwardApi {
      items = List.copyOf(items);
    }
  }

  /**
   * One file of a downward API volume.
   *
   * @param path relative to the volume
   * @param value the variable whose value is the content; its name is the path
   */
  record Item(String path, EnvVar.FromPod value, Optional<Integer> mode, Optional<Integer> user) {}
}
