package dev.keelson.runtime.api;

import dev.keelson.runtime.pod.PodEvent;
import java.time.Instant;

/**
 * An event and how often it happened, as the kubelet's recorder counts them: the same reason and
 * message about the same object is one event.
 *
 * @param sequence grows with whatever happens, so that a reader knows where it was
 * @param event as it happened last; {@link PodEvent#pod()} is empty where it concerns the node
 * @param count at least one
 * @param first when it happened first
 */
public record CountedEvent(long sequence, PodEvent event, int count, Instant first) {
  /** When it happened last. */
  public Instant last() {
    return event.at();
  }
}
