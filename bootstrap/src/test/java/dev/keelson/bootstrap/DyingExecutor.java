package dev.keelson.bootstrap;

import dev.keelson.bootstrap.effect.Effect;
import dev.keelson.bootstrap.effect.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does the first effects and then nothing more, as a process that was killed; {@code torn} leaves
 * what the effect it died in may leave.
 */
final class DyingExecutor implements Executor {
  /** Not a failure that anybody handles: the process is gone. */
  static final class Killed extends Error {
    Killed() {
      super("killed");
    }
  }

  private final Executor executor;
  private final AtomicInteger left;
  private final Consumer<Effect> torn;

  DyingExecutor(Executor executor, int effects, Consumer<Effect> torn) {
    this.executor = executor;
    this.left = new AtomicInteger(effects);
    this.torn = torn;
  }

  @Override
  public void execute(Effect effect) throws InterruptedException {
    int before = left.getAndDecrement();
    if (before == 0) {
      torn.accept(effect);
    }
    if (before <= 0) {
      throw new Killed();
    }
    executor.execute(effect);
  }

  /** Whether it died. */
  boolean died() {
    return left.get() < 0;
  }

  @Override
  public void close() {
    executor.close();
  }
}
