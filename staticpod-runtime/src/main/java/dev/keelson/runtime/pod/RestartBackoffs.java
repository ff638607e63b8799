package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long containers that ended wait before they are started again. It is kept beyond the pod, as
 * the kubelet's: a manifest that goes and comes back with its uid does not begin anew, and another
 * image does. Safe for any thread.
 */
final class RestartBackoffs {
  private final Backoff fresh;
  private final Map<Key, Backoff> held = new ConcurrentHashMap<>();

  /** Waits of at most that long. */
  RestartBackoffs(Duration most) {
    this.fresh = Backoff.ofRestarts(most);
  }

  /** What a back-off belongs to: the kubelet's stable key. */
  record Key(String fullName, String uid, String container, String image) {
    static Key of(PodManifest pod, ContainerSpec container) {
      return new Key(pod.fullName(), pod.uid(), container.name(), container.image());
    }
  }

  Backoff of(Key key) {
    return held.getOrDefault(key, fresh);
  }

  /** The container is started again at {@code now}, after its end at that earlier time. */
  void restarted(Key key, Instant end, Instant now) {
    held.values().removeIf(b -> b.isForgotten(now) && b.isForgotten(end));
    held.compute(key, (_, b) -> (b == null ? fresh : b).triedAt(end, now));
  }
}
