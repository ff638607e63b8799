package dev.keelson.bootstrap;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.EffectText;
import dev.keelson.bootstrap.effect.Executor;
import dev.keelson.bootstrap.workflow.WorkflowListener;

/** Notes what may take its time or surprise, before another executor does it. */
final class NotingExecutor implements Executor {
  private final Executor executor;
  private final WorkflowListener listener;

  NotingExecutor(Executor executor, WorkflowListener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  @Override
  public void execute(Effect effect) throws InterruptedException {
    boolean small =
        effect instanceof Effect.DeleteFile || effect instanceof Effect.DeleteEmptyDirectory;
    if (!small) {
      listener.note(EffectText.sentence(effect));
    }
    executor.execute(effect);
  }

  @Override
  public void close() {
    executor.close();
  }
}
