package dev.keelson.bootstrap.transition;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.RevisionRecord;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the pods of the revisions left: logs, {@code /var/log/pods/NAMESPACE_NAME_UID}, and by the
 * uids in their names the pods' own directories, {@code /var/lib/kubelet/pods/UID}
 * (pkg/kubelet/kuberuntime/helpers.go, BuildPodLogsDirectory).
 */
final class PodLeftovers {
  private final NodeLayout layout;
  private final NodeView node;
  private final Set<String> prefixes = new LinkedHashSet<>();

  PodLeftovers(NodeLayout layout, NodeView node, List<RevisionRecord> revisions) {
    this.layout = layout;
    this.node = node;
    for (RevisionRecord revision : revisions) {
      revision
          .files()
          .map(file -> file.path())
          .filter(path -> path.startsWith(layout.manifests()))
          .map(path -> path.getFileName().toString().replaceFirst("\\.yaml$", ""))
          .forEach(
              pod -> prefixes.add("kube-system_" + pod + "-" + revision.header().nodeName() + "_"));
    }
  }

  /** The directories that are there. */
  List<Path> directories() {
    var logs =
        node.list(layout.podLogs()).stream()
            .filter(name -> prefixes.stream().anyMatch(name::startsWith))
            .toList();
    Stream<Path> pods =
        logs.stream()
            .map(name -> layout.pods().resolve(name.substring(name.lastIndexOf('_') + 1)))
            .filter(node::exists);
    return Stream.concat(pods, logs.stream().map(layout.podLogs()::resolve)).toList();
  }
}
