package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.node.NodeView;
import java.nio.file.Path;
import java.util.List;

/** A manifest that somebody put there runs a pod that is not ours. */
record FileAvailable(Path file, NodeView node) implements Check {
  @Override
  public String name() {
    return "FileAvailable-" + file.toString().replace('/', '-');
  }

  @Override
  public List<Finding> findings() {
    return node.exists(file)
        ? List.of(
            new Problem(
                file + " already exists and no revision brought it; move it out of the directory"))
        : List.of();
  }
}
