package dev.keelson.bootstrap.phase;

import dev.keelson.bootstrap.workflow.Workflow;
import java.util.List;

/** The phases of each command, in order. */
public final class Workflows {
  private static final Workflow<InitContext> INIT =
      new Workflow<>(
          "init",
          Parts.ORDER,
          List.of(
              PreflightPhase.phase(),
              CertsPhase.phase(),
              KubeconfigPhase.phase(),
              ManifestPhase.etcd(),
              ManifestPhase.controlPlane(),
              RuntimeStartPhase.phase(),
              WaitControlPlanePhase.phase(),
              MarkControlPlanePhase.phase()));

  private static final Workflow<ResetContext> RESET =
      new Workflow<>(
          "reset",
          List.of(),
          List.of(
              ResetPhases.preflight(), ResetPhases.removeEtcdMember(), ResetPhases.cleanupNode()));

  private Workflows() {}

  /** {@code init}: a control plane where there was none. */
  public static Workflow<InitContext> init() {
    return INIT;
  }

  /** {@code reset}: nothing where there was something. */
  public static Workflow<ResetContext> reset() {
    return RESET;
  }
}
