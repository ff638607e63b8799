package dev.keelson.bootstrap.node;

import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.PartFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Files that are only planned, laid over another view: what one phase planned, the next one reads.
 * Thread-safe.
 */
public final class PlannedNodeView implements NodeView {
  private final NodeView below;
  private final Map<Path, Bytes> planned = new ConcurrentHashMap<>();

  /** Nothing planned yet. */
  public PlannedNodeView(NodeView below) {
    this.below = below;
  }

  /** Lays those files over what is seen. */
  public void plan(Collection<PartFile> files) {
    files.forEach(file -> planned.put(file.path(), file.content()));
  }

  @Override
  public Optional<Bytes> read(Path file) {
    return Optional.ofNullable(planned.get(file)).or(() -> below.read(file));
  }

  @Override
  public boolean exists(Path path) {
    return planned.keySet().stream().anyMatch(file -> file.startsWith(path)) || below.exists(path);
  }

  @Override
  public List<String> list(Path directory) {
    Stream<String> names =
        planned.keySet().stream()
            .filter(file -> file.startsWith(directory) && !file.equals(directory))
            .map(file -> file.getName(directory.getNameCount()).toString());
    return Stream.concat(names, below.list(directory).stream()).distinct().sorted().toList();
  }
}
