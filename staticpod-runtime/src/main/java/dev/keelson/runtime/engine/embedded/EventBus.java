package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands events on, on the thread that brings them; a listener that fails harms nobody else. */
final class EventBus {
  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final List<Consumer<ContainerEvent>> listeners = new CopyOnWriteArrayList<>();

  AutoCloseable watch(Consumer<ContainerEvent> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void send(Container container, ContainerEvent.Kind kind) {
    ContainerEvent event =
        new ContainerEvent(container.record().id(), container.record().sandbox(), kind);
    for (Consumer<ContainerEvent> listener : listeners) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        LOG.error("A listener could not take the event {}", event, e);
      }
    }
  }
}
