package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.failure.KeelsonException;
import dev.keelson.bootstrap.node.PlannedNodeView;
import dev.keelson.bootstrap.transition.Transition;
import dev.keelson.bootstrap.workflow.Workflow.PlacedStep;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the steps of a workflow. To the listener they go one after the other; behind it, checks
 * once passed, files are planned and rolled out part by part and the pod runtime is started at the
 * same time.
 *
 * @param <C> what the steps plan from
 */
public final class WorkflowRunner<C> {
  private final Executor executor;
  private final WorkflowListener listener;
  private final Pace pace;

  /** When the work of steps is done that does not have to wait for its turn. */
  public enum Pace {
    /** At once, each lane on a thread of its own: the way to a control plane in little time. */
    AHEAD,
    /** One after the other, so that what is told of it comes in the same order every time. */
    IN_ORDER
  }

  /** A runner that has its effects done by {@code executor}. */
  public WorkflowRunner(Executor executor, WorkflowListener listener, Pace pace) {
    this.executor = executor;
    this.listener = listener;
    this.pace = pace;
  }

  /** Runs those of the steps that are checks and come before all others; returns the rest. */
  public List<PlacedStep<C>> check(List<PlacedStep<C>> steps, C context)
      throws InterruptedException {
    int i = 0;
    while (i < steps.size()
        && steps.get(i).step().contribution() instanceof Contribution.Checks<C> checks) {
      inTurn(steps.get(i), () -> runChecks(checks, context));
      i++;
    }
    return steps.subList(i, steps.size());
  }

  /**
   * Runs the steps; to commit the transition is left to the caller.
   *
   * @param view what the steps read through, so that one sees what another planned
   * @throws PhaseFailedException naming the first phase that failed
   */
  public void run(
      Workflow<C> workflow,
      List<PlacedStep<C>> steps,
      C context,
      PlannedNodeView view,
      Transition transition)
      throws InterruptedException {
    try (var lanes = new Lanes<>(context, executor, steps)) {
      lanes.addFiles(
          workflow.parts(),
          steps.stream().filter(WorkflowRunner::plansFiles).toList(),
          view,
          transition);
      for (PlacedStep<C> step : steps) {
        if (step.step().contribution() instanceof Contribution.RuntimeStart<C> runtime) {
          lanes.addRuntime(step.path(), runtime);
        }
      }
      if (pace == Pace.AHEAD) {
        addObjects(steps, lanes);
      }
      run(steps, context, lanes);
    }
  }

  /**
   * Runs steps none of which plans files, one after the other.
   *
   * @throws PhaseFailedException naming the phase that failed
   */
  public void run(List<PlacedStep<C>> steps, C context) throws InterruptedException {
    try (var lanes = new Lanes<>(context, executor, steps)) {
      run(steps, context, lanes);
    }
  }

  /** Objects whose API a gate of the same run waits for need not wait for its other gates. */
  private static <C> void addObjects(List<PlacedStep<C>> steps, Lanes<C> lanes) {
    var gates = new ArrayList<Contribution.Gates<C>>();
    for (PlacedStep<C> step : steps) {
      switch (step.step().contribution()) {
        case Contribution.Gates<C> gate -> gates.add(gate);
        case Contribution.Objects<C> objects when !gates.isEmpty() ->
            lanes.addObjects(step.path(), objects, List.copyOf(gates));
        case Contribution.Objects<C> _,
            Contribution.Files<C> _,
            Contribution.Checks<C> _,
            Contribution.Cleanup<C> _,
            Contribution.Remark<C> _,
            Contribution.RuntimeStart<C> _ -> {
          // In their turn, or in a lane already.
        }
      }
    }
  }

  private void run(List<PlacedStep<C>> steps, C context, Lanes<C> lanes)
      throws InterruptedException {
    try {
      if (pace == Pace.AHEAD) {
        lanes.runAhead();
      }
      for (PlacedStep<C> step : steps) {
        inTurn(step, () -> end(step, context, lanes));
      }
    } catch (InterruptedException | RuntimeException | Error e) {
      lanes.interrupt();
      throw e;
    }
  }

  private static <C> boolean plansFiles(PlacedStep<C> step) {
    return step.step().contribution() instanceof Contribution.Files<C>;
  }

  /** What is left to do when it is the step's turn; how long its work took. */
  private Duration end(PlacedStep<C> step, C context, Lanes<C> lanes)
      throws InterruptedException, Prepared.Failure {
    if (lanes.has(step.path())) {
      return lanes.await(step.path());
    }
    long start = System.nanoTime();
    switch (step.step().contribution()) {
      case Contribution.Files<C> _, Contribution.RuntimeStart<C> _ ->
          throw new IllegalStateException(step.path() + " has a lane");
      case Contribution.Checks<C> checks -> runChecks(checks, context);
      case Contribution.Gates<C> gates ->
          Gates.await(executor, gates.planner().plan(context), pace);
      case Contribution.Cleanup<C> cleanup ->
          new Cleaning(executor, listener).take(cleanup, context);
      case Contribution.Remark<C> remark -> listener.note(remark.planner().plan(context));
      case Contribution.Objects<C> objects -> {
        for (Effect effect : objects.planner().plan(context)) {
          executor.execute(effect);
        }
      }
    }
    return since(start);
  }

  private Duration runChecks(Contribution.Checks<C> checks, C context) {
    long start = System.nanoTime();
    checks.check().check(context, listener::warning);
    return since(start);
  }

  private interface Work {
    Duration take() throws InterruptedException, Prepared.Failure;
  }

  private void inTurn(PlacedStep<C> step, Work work) throws InterruptedException {
    long start = System.nanoTime();
    listener.started(step.path(), step.step().summary());
    try {
      listener.finished(step.path(), work.take());
    } catch (Prepared.Failure e) {
      throw failed(step, e.step(), since(start), e.reason());
    } catch (KeelsonException | UncheckedIOException e) {
      throw failed(step, step.path(), since(start), e);
    } catch (InterruptedException | RuntimeException | Error e) {
      listener.failed(step.path(), since(start), "interrupted");
      throw e;
    }
  }

  private RuntimeException failed(
      PlacedStep<C> shown, PhasePath culprit, Duration took, Throwable reason) {
    String sentence = String.valueOf(reason.getMessage());
    listener.failed(shown.path(), took, sentence);
    return switch (reason) {
      case KeelsonException _, UncheckedIOException _ -> new PhaseFailedException(culprit, reason);
      case RuntimeException e -> e;
      case Throwable e -> new IllegalStateException("phase " + culprit + " was cut short", e);
    };
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
