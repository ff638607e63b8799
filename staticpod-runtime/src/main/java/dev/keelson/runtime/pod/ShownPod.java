package dev.keelson.runtime.pod;

import java.util.Optional;

/**
 * What was told last of the current pod of a full name, and is told again when it has changed. Used
 * by the pod's worker alone.
 */
final class ShownPod {
  private final PodListener listener;
  private Optional<PodSnapshot> last = Optional.empty();

  ShownPod(PodListener listener) {
    this.listener = listener;
  }

  void show(PodSnapshot now) {
    if (!last.equals(Optional.of(now))) {
      last = Optional.of(now);
      listener.changed(now);
    }
  }

  /** Another pod is shown from now on, of which nothing was told yet. */
  void begin() {
    last = Optional.empty();
  }

  /** The pod that was shown is replaced, though not all of it is gone. */
  void replace() {
    last.ifPresent(listener::removed);
    begin();
  }

  /** Nothing of the pod is left. */
  void remove(PodSnapshot end) {
    begin();
    listener.removed(end);
  }
}
