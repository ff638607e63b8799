package dev.keelson.bootstrap.pki;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value computed when it is first asked for, once; who comes meanwhile waits. A computation that
 * throws is tried anew by the next.
 */
final class Lazy<T> implements Supplier<T> {
  private final Supplier<T> computation;
  private @Nullable T value; // guarded by this

  Lazy(Supplier<T> computation) {
    this.computation = computation;
  }

  @Override
  public synchronized T get() {
    T result = value;
    if (result == null) {
      result = computation.get();
      value = result;
    }
    return result;
  }
}
