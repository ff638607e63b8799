package dev.keelson.bootstrap;

import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.desired.ComponentParts;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.RevisionRecord;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;

/** Which components a revision has, and which of them lie on the node. */
final class ControlPlaneRecord {
  private ControlPlaneRecord() {}

  /** The components whose manifests the revision lists. */
  static Set<Component> listed(RevisionRecord revision, NodeLayout layout) {
    var listed = EnumSet.noneOf(Component.class);
    for (Component component : Component.values()) {
      Path manifest = ComponentParts.manifestPath(component, layout);
      if (revision.files().anyMatch(file -> file.path().equals(manifest))) {
        listed.add(component);
      }
    }
    return listed;
  }

  /** Of those listed, the components whose manifest is on the node as it was recorded. */
  static Set<Component> rolledOut(RevisionRecord revision, NodeLayout layout, NodeView node) {
    var rolledOut = listed(revision, layout);
    rolledOut.removeIf(component -> !asRecorded(revision, component, layout, node));
    return rolledOut;
  }

  private static boolean asRecorded(
      RevisionRecord revision, Component component, NodeLayout layout, NodeView node) {
    Path manifest = ComponentParts.manifestPath(component, layout);
    var onNode = node.read(manifest).map(content -> content.sha256());
    return revision
        .files()
        .filter(file -> file.path().equals(manifest))
        .anyMatch(file -> onNode.equals(java.util.Optional.of(file.sha256())));
  }
}
