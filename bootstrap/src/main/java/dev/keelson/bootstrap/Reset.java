package dev.keelson.bootstrap;

import dev.keelson.bootstrap.effect.DryRunExecutor;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.effect.NodeExecutor;
import dev.keelson.bootstrap.failure.FileException;
import dev.keelson.bootstrap.node.MountTable;
import dev.keelson.bootstrap.phase.ResetContext;
import dev.keelson.bootstrap.phase.Workflows;
import dev.keelson.bootstrap.preflight.Checks;
import dev.keelson.bootstrap.revision.NodeLock;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.transition.Removal;
import dev.keelson.bootstrap.transition.RemovalPlan;
import dev.keelson.bootstrap.workflow.Workflow.PlacedStep;
import dev.keelson.bootstrap.workflow.WorkflowListener;
import dev.keelson.bootstrap.workflow.WorkflowRunner;
import dev.keelson.bootstrap.workflow.WorkflowRunner.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keelson reset}: the way to nothing, or single phases of it. Removes what the revisions
 * brought and what their pods left, and nothing else. Interrupted, it is run again.
 */
public final class Reset {
  private static final Path MOUNTS = Path.of("/proc/self/mountinfo");

  private final ResetRequest request;
  private final NodePorts ports;
  private final WorkflowListener listener;
  private final UnaryOperator<Executor> decoration;

  private Reset(
      ResetRequest request,
      NodePorts ports,
      WorkflowListener listener,
      UnaryOperator<Executor> decoration) {
    this.request = request;
    this.ports = ports;
    this.listener = listener;
    this.decoration = decoration;
  }

  /**
   * Removes it all; files that stay because no revision brought them are warned of by name.
   *
   * @throws dev.keelson.bootstrap.workflow.UnknownPhaseException exit status 3
   * @throws dev.keelson.bootstrap.workflow.PhaseFailedException with everything that could not be
   *     removed
   */
  public static void run(ResetRequest request, NodePorts ports, WorkflowListener listener)
      throws InterruptedException {
    new Reset(request, ports, listener, UnaryOperator.identity()).run();
  }

  /** The same with an executor around the real one, which tests make die. */
  static void run(
      ResetRequest request,
      NodePorts ports,
      WorkflowListener listener,
      UnaryOperator<Executor> decoration)
      throws InterruptedException {
    new Reset(request, ports, listener, decoration).run();
  }

  private void run() throws InterruptedException {
    var steps = request.selection().of(Workflows.reset());
    if (request.dryRun() || !ports.node().exists(request.layout().state())) {
      run(steps);
      return;
    }
    try (var _ = NodeLock.take(request.layout().state().resolve("lock"), request.command())) {
      run(steps);
    }
  }

  private void run(List<PlacedStep<ResetContext>> steps) throws InterruptedException {
    try (Executor executor = decoration.apply(executor())) {
      var context =
          new ResetContext(
              Checks.reset(), request.ignorePreflightErrors(), this::hasEtcd, this::plan);
      new WorkflowRunner<ResetContext>(executor, listener, Pace.IN_ORDER).run(steps, context);
    }
  }

  private boolean hasEtcd() {
    var revisions = new RevisionLog(request.layout().state()).all();
    return revisions.stream().anyMatch(revision -> !revision.header().podData().isEmpty());
  }

  private RemovalPlan plan() {
    return new Removal(request.layout(), ports.node())
        .plan(ports.runtime().exists(), mounts(), request.purge());
  }

  private Executor executor() {
    return request.dryRun()
        ? new DryRunExecutor(listener::note)
        : new NotingExecutor(
            new NodeExecutor(request.layout(), ports.node(), ports.runtime(), ports.cluster()),
            listener);
  }

  private static MountTable mounts() {
    try {
      return MountTable.parse(Files.readString(MOUNTS));
    } catch (IOException e) {
      throw new FileException("read", MOUNTS, e);
    }
  }
}
