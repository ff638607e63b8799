package dev.keelson.bootstrap.workflow;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The ends of steps whose work is done ahead of their turn. The first failure is the only one: what
 * it hinders ends with it.
 */
final class Prepared {
  private final Map<PhasePath, CompletableFuture<Duration>> ends = new HashMap<>();

  Prepared(List<PhasePath> steps) {
    steps.forEach(step -> ends.put(step, new CompletableFuture<>()));
  }

  void finished(PhasePath step, Duration took) {
    end(step).complete(took);
  }

  /** The step failed, and with it all that have not ended. */
  void failed(PhasePath step, Throwable cause) {
    var failure = new Failure(step, cause);
    ends.values().forEach(end -> end.completeExceptionally(failure));
  }

  /**
   * Waits for its end.
   *
   * @return how long its work took
   */
  Duration await(PhasePath step) throws InterruptedException, Failure {
    try {
      return end(step).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException("steps end by finished or failed alone", e);
    }
  }

  private CompletableFuture<Duration> end(PhasePath step) {
    var end = ends.get(step);
    if (end == null) {
      throw new IllegalArgumentException("no such step: " + step);
    }
    return end;
  }

  /** A step that failed, which may be another than the one waited for. */
  static final class Failure extends Exception {
    private final transient PhasePath step;
    private final transient Throwable reason;

    Failure(PhasePath step, Throwable reason) {
      super(reason);
      this.step = step;
      this.reason = reason;
    }

    PhasePath step() {
      return step;
    }

    Throwable reason() {
      return reason;
    }
  }
}
