package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.desired.Component;
import dev.keelson.bootstrap.desired.ComponentParts;
import dev.keelson.bootstrap.effect.Effect.AwaitReady;
import dev.keelson.bootstrap.transition.PodRevision;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Step;
import java.util.List;

/** {@code wait-control-plane}: every component runs in the revision its manifest asks for. */
final class WaitControlPlanePhase {
  private WaitControlPlanePhase() {}

  static Phase<InitContext> phase() {
    return new Step<>(
        "wait-control-plane",
        "Wait until every component is ready",
        new Contribution.Gates<>(WaitControlPlanePhase::gates));
  }

  private static List<AwaitReady> gates(InitContext context) {
    var timeout = context.spec().timeouts().controlPlaneComponentHealthCheck();
    return Component.of(context.spec()).stream()
        .flatMap(component ->
            context.view().read(ComponentParts.manifestPath(component, context.layout())).stream()
                .flatMap(manifest -> PodRevision.of(manifest).stream())
                .map(revision -> new AwaitReady(component.podName(), revision, timeout)))
        .toList();
  }
}
