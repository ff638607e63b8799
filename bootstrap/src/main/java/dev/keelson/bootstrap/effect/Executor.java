package dev.keelson.bootstrap.effect;

/**
 * Does effects: on the node, or as a dry run that only tells. Effects may come from several threads
 * at once; those of one thread are done in its order.
 */
public interface Executor extends AutoCloseable {
  /**
   * Does it; when this returns, it is done and survives a power cut.
   *
   * @throws dev.keelson.bootstrap.failure.KeelsonException when it cannot be done
   */
  void execute(Effect effect) throws InterruptedException;

  /** Releases connections; idempotent. */
  @Override
  void close();
}
