package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.util.List;

/** {@code runtime-start}, in the place of kubeadm's kubelet-start. */
final class RuntimeStartPhase {
  private RuntimeStartPhase() {}

  static Phase<InitContext> phase() {
    return new Step<>(
        "runtime-start",
        "Start the static pod runtime",
        new Contribution.RuntimeStart<>(
            context -> directories(context.layout()), RuntimeDocument::of));
  }

  /** Made here, not by the runtime, so that reset knows which of them were not there before. */
  private static List<PartDirectory> directories(NodeLayout layout) {
    return List.of(
        new PartDirectory(layout.kubernetes(), 0755, Owner.ofProcess()),
        new PartDirectory(layout.manifests(), 0700, Owner.ofProcess()),
        new PartDirectory(layout.pods(), 0750, Owner.ofProcess()),
        new PartDirectory(layout.podLogs(), 0755, Owner.ofProcess()),
        new PartDirectory(layout.run(), 0755, Owner.ofProcess()));
  }
}
