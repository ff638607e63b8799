package dev.keelson.bootstrap;

import dev.keelson.bootstrap.effect.DryRunExecutor;
import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Effect.DeleteEmptyDirectory;
import dev.keelson.bootstrap.effect.Effect.DeleteFile;
import dev.keelson.bootstrap.effect.EffectText;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.effect.NodeExecutor;
import dev.keelson.bootstrap.failure.FileException;
import dev.keelson.bootstrap.failure.KeelsonException;
import dev.keelson.bootstrap.node.MountTable;
import dev.keelson.bootstrap.preflight.Checks;
import dev.keelson.bootstrap.preflight.Preflight;
import dev.keelson.bootstrap.revision.NodeLock;
import dev.keelson.bootstrap.transition.Removal;
import dev.keelson.bootstrap.transition.RemovalPlan;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.WorkflowListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * {@code keelson reset}: the way to nothing. Removes what the revisions brought and what their pods
 * left, and nothing else. Interrupted, it is run again.
 */
public final class Reset {
  private static final PhasePath CLEANUP = PhasePath.parse("cleanup-node");
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

  /** What a reset would do now, and which files it would leave. */
  public static RemovalPlan plan(ResetRequest request, NodePorts ports) {
    return new Removal(request.layout(), ports.node())
        .plan(ports.runtime().running(), mounts(), request.purge());
  }

  /**
   * Removes it all.
   *
   * @return files that stay because no revision brought them
   * @throws ResetException with everything that could not be removed
   */
  public static List<Path> run(ResetRequest request, NodePorts ports, WorkflowListener listener)
      throws InterruptedException {
    return new Reset(request, ports, listener, UnaryOperator.identity()).run();
  }

  /** The same with an executor around the real one, which tests make die. */
  static List<Path> run(
      ResetRequest request,
      NodePorts ports,
      WorkflowListener listener,
      UnaryOperator<Executor> decoration)
      throws InterruptedException {
    return new Reset(request, ports, listener, decoration).run();
  }

  private List<Path> run() throws InterruptedException {
    long start = System.nanoTime();
    listener.started(CLEANUP, "Remove what init and its pods left");
    try {
      var kept = removeAll();
      listener.finished(CLEANUP, since(start));
      return kept;
    } catch (KeelsonException e) {
      listener.failed(CLEANUP, since(start), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private List<Path> removeAll() throws InterruptedException {
    Path lock = request.layout().state().resolve("lock");
    if (request.dryRun() || !ports.node().exists(request.layout().state())) {
      return remove();
    }
    try (var _ = NodeLock.take(lock, request.command())) {
      return remove();
    }
  }

  private List<Path> remove() throws InterruptedException {
    Preflight.run(Checks.reset(), request.ignorePreflightErrors(), listener::warning);
    try (Executor executor = decoration.apply(executor())) {
      var plan = stopped(plan(request, ports), executor);
      var failures = new ArrayList<String>();
      for (Effect effect : plan.onNode()) {
        take(effect, executor, failures);
      }
      if (!failures.isEmpty()) {
        throw new ResetException(failures);
      }
      for (Effect effect : plan.onState()) {
        executor.execute(effect);
      }
      plan.kept().forEach(path -> listener.warning(path + " stays: no revision brought it"));
      return plan.kept();
    }
  }

  /** Stops the pods; the plan by what they left. */
  private RemovalPlan stopped(RemovalPlan plan, Executor executor) throws InterruptedException {
    if (plan.stop().isEmpty()) {
      return plan;
    }
    note(plan.stop().get());
    executor.execute(plan.stop().get());
    return request.dryRun() ? plan : plan(request, ports);
  }

  private void take(Effect effect, Executor executor, List<String> failures)
      throws InterruptedException {
    try {
      note(effect);
      executor.execute(effect);
    } catch (KeelsonException e) {
      failures.add(String.valueOf(e.getMessage()));
    }
  }

  /** A line for what may take its time or surprise; a dry run tells every effect by itself. */
  private void note(Effect effect) {
    boolean small = effect instanceof DeleteFile || effect instanceof DeleteEmptyDirectory;
    if (!request.dryRun() && !small) {
      listener.note(EffectText.sentence(effect));
    }
  }

  private Executor executor() {
    return request.dryRun()
        ? new DryRunExecutor(listener::note)
        : new NodeExecutor(request.layout(), ports.node(), ports.runtime(), ports.cluster());
  }

  private static MountTable mounts() {
    try {
      return MountTable.parse(Files.readString(MOUNTS));
    } catch (IOException e) {
      throw new FileException("read", MOUNTS, e);
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
