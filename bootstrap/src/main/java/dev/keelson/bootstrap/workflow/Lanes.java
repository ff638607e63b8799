package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.node.PlannedNodeView;
import dev.keelson.bootstrap.transition.Transition;
import dev.keelson.bootstrap.workflow.Workflow.PlacedStep;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;

/**
 * Work that does not have to wait for its step's turn: all that plans files, starting the pod
 * runtime, and what is asked of an API that serves already. Each lane runs once, ahead on a thread
 * of its own or when a step of it has its turn.
 */
final class Lanes<C> implements AutoCloseable {
  private final C context;
  private final Executor executor;
  private final Prepared prepared;
  private final Map<PhasePath, FutureTask<Void>> byStep = new HashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("lane-", 0).factory());

  Lanes(C context, Executor executor, List<PlacedStep<C>> steps) {
    this.context = context;
    this.executor = executor;
    this.prepared = new Prepared(steps.stream().map(PlacedStep::path).toList());
  }

  /** The lane of every step that contributes files. */
  void addFiles(
      List<String> parts, List<PlacedStep<C>> steps, PlannedNodeView view, Transition transition) {
    if (!steps.isEmpty()) {
      var lane = new PartLane<>(parts, steps, context, view, transition, prepared);
      var task = new FutureTask<Void>(lane, null);
      steps.forEach(step -> byStep.put(step.path(), task));
    }
  }

  /** The lane of a step that starts the pod runtime. */
  void addRuntime(PhasePath path, Contribution.RuntimeStart<C> runtime) {
    byStep.put(path, new FutureTask<>(() -> start(path, runtime), null));
  }

  /**
   * The lane of a step that applies objects. It begins when all lanes before it have ended and the
   * gate of the pod that serves the API is passed.
   */
  void addObjects(
      PhasePath path, Contribution.Objects<C> objects, List<Contribution.Gates<C>> gates) {
    List<PhasePath> before = List.copyOf(byStep.keySet());
    byStep.put(path, new FutureTask<>(() -> apply(path, objects, gates, before), null));
  }

  private void apply(
      PhasePath path,
      Contribution.Objects<C> objects,
      List<Contribution.Gates<C>> gates,
      List<PhasePath> before) {
    try {
      for (PhasePath earlier : before) {
        prepared.await(earlier);
      }
      for (Contribution.Gates<C> gate : gates) {
        for (Effect.AwaitReady ready : gate.planner().plan(context)) {
          if (ready.pod().equals(objects.server())) {
            executor.execute(ready);
          }
        }
      }
      long start = System.nanoTime();
      for (Effect effect : objects.planner().plan(context)) {
        executor.execute(effect);
      }
      prepared.finished(path, Duration.ofNanos(System.nanoTime() - start));
    } catch (Prepared.Failure _) {
      // What it would have come after has failed, and is told of where it was awaited.
    } catch (InterruptedException | RuntimeException | Error e) {
      prepared.failed(path, e);
    }
  }

  /** Whether the step's work is done by a lane. */
  boolean has(PhasePath step) {
    return byStep.containsKey(step);
  }

  /** Starts every lane on a thread of its own. */
  void runAhead() {
    byStep.values().stream().distinct().forEach(threads::execute);
  }

  /**
   * Waits for a step's end, and has its lane run where it did not start yet.
   *
   * @return how long the step's work took
   */
  Duration await(PhasePath step) throws InterruptedException, Prepared.Failure {
    var lane = byStep.get(step);
    if (lane == null) {
      throw new IllegalArgumentException("no lane has the step " + step);
    }
    lane.run();
    return prepared.await(step);
  }

  private void start(PhasePath path, Contribution.RuntimeStart<C> runtime) {
    long start = System.nanoTime();
    try {
      for (var directory : runtime.directories().plan(context)) {
        executor.execute(new Effect.EnsureDirectory(directory));
      }
      executor.execute(new Effect.WriteFile(runtime.configuration().plan(context)));
      executor.execute(new Effect.StartRuntime());
      prepared.finished(path, Duration.ofNanos(System.nanoTime() - start));
    } catch (InterruptedException | RuntimeException | Error e) {
      prepared.failed(path, e);
    }
  }

  /** Interrupts what still runs; closing then waits for its end. */
  void interrupt() {
    threads.shutdownNow();
  }

  @Override
  public void close() {
    threads.close();
  }
}
