package dev.keelson.bootstrap.revision;

import java.util.List;

/**
 * One component's share of a revision, or what the components share.
 *
 * @param name the component's name, or {@code shared}
 * @param directories made before the files
 * @param files in the order they are written; the manifest last, as the part's commit point
 */
public record Part(String name, List<PartDirectory> directories, List<PartFile> files) {
  public Part {
    directories = List.copyOf(directories);
    files = List.copyOf(files);
  }
}
