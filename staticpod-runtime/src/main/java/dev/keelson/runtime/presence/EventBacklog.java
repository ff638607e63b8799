package dev.keelson.runtime.presence;

import dev.keelson.runtime.pod.PodEvent;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * The newest events that were not sent yet; older ones fall out. Adding never waits, so an API
 * server that is away costs a few kilobytes and nothing else.
 */
final class EventBacklog {
  private final ArrayBlockingQueue<PodEvent> events = new ArrayBlockingQueue<>(64);

  void add(PodEvent event) {
    while (!events.offer(event)) {
      events.poll();
    }
  }

  PodEvent take() throws InterruptedException {
    return events.take();
  }
}
