package dev.keelson.bootstrap.transition;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.PartRecord;
import dev.keelson.bootstrap.revision.PartRecord.FileRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What it takes to bring the node from one part to another: directories, the part's files in its
 * order, so that the manifest is last, then what is not wanted any more.
 */
final class Difference {
  private Difference() {}

  /**
   * The effects, none where the node is as the part says.
   *
   * @param before the part as it was recorded; what the user had there before is never removed
   * @param node the files as they are, not as they are planned
   */
  static List<Effect> between(Optional<PartRecord> before, Part after, NodeView node) {
    var effects = new ArrayList<Effect>();
    for (PartDirectory directory : directories(after)) {
      if (!node.exists(directory.path())) {
        effects.add(new Effect.EnsureDirectory(directory));
      }
    }
    for (PartFile file : after.files()) {
      if (!node.read(file.path()).equals(Optional.of(file.content()))) {
        effects.add(new Effect.WriteFile(file));
      }
    }
    removed(before, after).stream()
        .filter(node::exists)
        .map(Effect.DeleteFile::new)
        .forEach(effects::add);
    return effects;
  }

  /** Those the part names, and those its files lie in, as kubeadm makes them: mode 0755. */
  private static List<PartDirectory> directories(Part part) {
    var directories = new ArrayList<>(part.directories());
    for (PartFile file : part.files()) {
      Path parent = file.path().resolveSibling("");
      if (directories.stream().noneMatch(d -> d.path().equals(parent))) {
        directories.addFirst(new PartDirectory(parent, 0755, Owner.ofProcess()));
      }
    }
    return directories;
  }

  private static List<Path> removed(Optional<PartRecord> before, Part after) {
    var kept = after.files().stream().map(PartFile::path).collect(Collectors.toSet());
    return before.stream()
        .flatMap(part -> part.files().stream())
        .filter(file -> !file.found())
        .map(FileRecord::path)
        .filter(path -> !kept.contains(path))
        .toList();
  }
}
