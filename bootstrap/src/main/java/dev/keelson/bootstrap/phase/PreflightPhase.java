package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.preflight.Preflight;
import dev.keelson.bootstrap.workflow.Contribution;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.Phase.Step;

/** {@code preflight}: is this a node on which the workflow can succeed? */
final class PreflightPhase {
  private PreflightPhase() {}

  static Phase<InitContext> phase() {
    return new Step<>(
        "preflight",
        "Check the node",
        new Contribution.Checks<>((context, warnings) ->
            Preflight.run(context.checks(), context.spec().ignorePreflightErrors(), warnings)));
  }
}
