package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** Hands events to the listeners on a thread of its own, in order. */
final class MemoryEvents implements AutoCloseable {
  private final List<Consumer<ContainerEvent>> listeners = new CopyOnWriteArrayList<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("memory-engine-events").factory());

  AutoCloseable watch(Consumer<ContainerEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void send(ContainerEvent event) {
    try {
      thread.execute(() -> listeners.forEach(l -> l.accept(event)));
    } catch (RejectedExecutionException _) {
      // The engine was closed; nobody listens any more.
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
