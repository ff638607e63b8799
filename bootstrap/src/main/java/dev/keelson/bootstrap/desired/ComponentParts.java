package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartFile;
import java.util.List;

/** The part of one component: its own files and, last, its manifest. */
public final class ComponentParts {
  private ComponentParts() {}

  /**
   * The part of that component.
   *
   * @param own the component's own files, such as its certificates; they become files of the part
   * @param shared files of other parts that the component reads too, such as the CA
   */
  public static Part of(
      Component component,
      ClusterSpec spec,
      NodeLayout layout,
      HostFacts facts,
      List<PartFile> own,
      List<PartFile> shared) {
    return java.util.Optional.<Part>empty().orElseThrow();
  }
}
