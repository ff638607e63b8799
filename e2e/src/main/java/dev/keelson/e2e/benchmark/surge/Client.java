package dev.keelson.e2e.benchmark.surge;

/** Somebody who asks a control plane, until closed. */
public interface Client extends AutoCloseable {
  /** Ends in the midst of whatever is under way. */
  @Override
  void close();
}
