package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.node.NodeView;
import java.nio.file.Path;
import java.util.List;

/** The data of another cluster must not become this one's. */
record DirAvailable(Path directory, NodeView node) implements Check {
  @Override
  public String name() {
    return "DirAvailable-" + directory.toString().replace('/', '-');
  }

  @Override
  public List<Finding> findings() {
    return node.list(directory).isEmpty()
        ? List.of()
        : List.of(
            new Problem(
                directory + " is not empty; move what is in it away, or choose another dataDir"));
  }
}
