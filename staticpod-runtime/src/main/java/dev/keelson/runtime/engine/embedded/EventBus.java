package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands events on, on the thread that brings them. */
final class EventBus {
  private final List<Consumer<ContainerEvent>> listeners = new CopyOnWriteArrayList<>();

  AutoCloseable watch(Consumer<ContainerEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void send(Container container, ContainerEvent.Kind kind) {
    ContainerEvent event =
        new ContainerEvent(container.record().id(), container.record().sandbox(), kind);
    listeners.forEach(l -> l.accept(event));
  }
}
