package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.failure.KeelsonException;
import dev.keelson.bootstrap.node.NotReadyException;
import dev.keelson.bootstrap.workflow.WorkflowRunner.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** Gates, awaited side by side, so that all reasons are known when several do not pass. */
final class Gates {
  private Gates() {}

  /** Returns when all are passed; throws one exception with every reason otherwise. */
  static void await(Executor executor, List<Effect.AwaitReady> gates, Pace pace)
      throws InterruptedException {
    switch (pace) {
      case AHEAD -> sideBySide(executor, gates);
      case IN_ORDER -> {
        for (Effect gate : gates) {
          executor.execute(gate);
        }
      }
    }
  }

  private static void sideBySide(Executor executor, List<Effect.AwaitReady> gates)
      throws InterruptedException {
    var reasons = new ArrayList<String>();
    var names = Thread.ofVirtual().name("gate-", 0).factory();
    try (var threads = Executors.newThreadPerTaskExecutor(names)) {
      var waits =
          threads.invokeAll(
              gates.stream().<Callable<Boolean>>map(gate -> () -> pass(executor, gate)).toList());
      for (var wait : waits) {
        try {
          wait.get();
        } catch (ExecutionException e) {
          reasons.add(reason(e));
        }
      }
    }
    if (!reasons.isEmpty()) {
      throw new NotReadyException(String.join("; ", reasons));
    }
  }

  private static String reason(ExecutionException failure) {
    if (failure.getCause() instanceof KeelsonException expected) {
      return String.valueOf(expected.getMessage());
    }
    throw new IllegalStateException("a gate neither passed nor told why", failure);
  }

  private static boolean pass(Executor executor, Effect.AwaitReady gate)
      throws InterruptedException {
    executor.execute(gate);
    return true;
  }
}
