package dev.keelson.bootstrap.revision;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A part as it is recorded: contents by hash.
 *
 * @param name the part's name
 */
public record PartRecord(String name, List<PartDirectory> directories, List<FileRecord> files) {
  public PartRecord {
    directories = List.copyOf(directories);
    files = List.copyOf(files);
  }

  /**
   * A file by its hash.
   *
   * @param found it was on the node, with this content, before any revision listed it: it is used
   *     as it is and outlives reset
   */
  public record FileRecord(
      Path path, int mode, Owner owner, Sensitivity sensitivity, String sha256, boolean found) {}

  /** The record of {@code part}, whose files at {@code found} are the user's own. */
  public static PartRecord of(Part part, Set<Path> found) {
    return new PartRecord(
        part.name(),
        part.directories(),
        part.files().stream()
            .map(f ->
                new FileRecord(
                    f.path(),
                    f.mode(),
                    f.owner(),
                    f.sensitivity(),
                    f.content().sha256(),
                    found.contains(f.path())))
            .toList());
  }

  /** The part with its contents. */
  public Part load(ObjectStore objects) {
    return new Part(
        name,
        directories,
        files.stream()
            .map(f ->
                new PartFile(
                    f.path(), f.mode(), f.owner(), f.sensitivity(), objects.get(f.sha256())))
            .toList());
  }
}
