package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;

/**
 * Tells a listener of each effect before another executor does it, and after: when {@code
 * effectStarted} has not returned yet, nothing of that effect is done.
 */
public final class AnnouncingExecutor implements Executor {
  private final Executor executor;
  private final WorkflowListener listener;

  /** Has the effects done by {@code executor}. */
  public AnnouncingExecutor(Executor executor, WorkflowListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  @Override
  public void execute(Effect effect) throws InterruptedException {
    listener.effectStarted(effect);
    executor.execute(effect);
    listener.effectFinished(effect);
  }

  @Override
  public void close() {
    executor.close();
  }
}
