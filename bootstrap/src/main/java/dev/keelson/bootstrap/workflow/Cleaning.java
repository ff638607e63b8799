package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.failure.KeelsonException;
import dev.keelson.bootstrap.transition.RemovalPlan;
import java.util.ArrayList;

/**
 * Takes a cleanup: first the pods stop, then all goes that can, and what knows of it goes only when
 * nothing is left.
 */
final class Cleaning {
  private final Executor executor;
  private final WorkflowListener listener;

  Cleaning(Executor executor, WorkflowListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  <C> void take(Contribution.Cleanup<C> cleanup, C context) throws InterruptedException {
    RemovalPlan plan = cleanup.planner().plan(context);
    if (plan.stop().isPresent()) {
      executor.execute(plan.stop().get());
      plan = cleanup.planner().plan(context);
    }
    var failures = new ArrayList<String>();
    for (Effect effect : plan.onNode()) {
      try {
        executor.execute(effect);
      } catch (KeelsonException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    if (!failures.isEmpty()) {
      throw new CleanupException(failures);
    }
    for (Effect effect : plan.onState()) {
      executor.execute(effect);
    }
    plan.kept().forEach(path -> listener.warning(path + " stays: no revision brought it"));
  }
}
