package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodManifest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * When pods start that are to start after others. One annotated {@code keelson.dev/start-after}
 * with the name of a static pod of its namespace, as that one's manifest has it, has its first
 * container started once that pod is ready.
 *
 * <p>A client of the API server that is there before it is told to come back later, and later each
 * time: kube-scheduler is ready seconds sooner if it starts after. It is an order and no
 * requirement: nobody waits for a pod that is not wanted on this node, or for more than a minute,
 * and a pod that ran once never waits again. The kubelet knows no such order.
 *
 * <p>Hears of every pod and passes it on. Safe for any thread.
 */
final class StartOrder implements PodListener {
  static final String START_AFTER = "keelson.dev/start-after";
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private record Waiting(String forPod, Runnable wake) {}

  private final PodListener next;
  private final Predicate<String> wanted;
  private final Set<String> ready = ConcurrentHashMap.newKeySet();
  private final Map<String, Waiting> waiting = new ConcurrentHashMap<>();

  /**
   * @param wanted whether a pod of that full name is to run on this node
   */
  StartOrder(PodListener next, Predicate<String> wanted) {
    this.next = next;
    this.wanted = wanted;
  }

  /**
   * Until when the pod waits at most; empty where it may start. The one that waits is woken when it
   * may.
   *
   * @param since when the pod was first wanted
   */
  Optional<Instant> waitsUntil(PodManifest pod, Instant since, Instant now, Runnable wake) {
    Optional<String> other = after(pod);
    Instant until = since.plus(PATIENCE);
    if (other.isEmpty() || !now.isBefore(until) || !wanted.test(other.get())) {
      return free(pod);
    }
    // First listed, then looked at: whoever gets ready in between finds it on the list.
    waiting.put(pod.fullName(), new Waiting(other.get(), wake));
    return ready.contains(other.get()) ? free(pod) : Optional.of(until);
  }

  private Optional<Instant> free(PodManifest pod) {
    waiting.remove(pod.fullName());
    return Optional.empty();
  }

  /** The full name of the pod it is to start after. */
  static Optional<String> after(PodManifest pod) {
    String node = pod.document().path("spec").path("nodeName").asText();
    return Optional.ofNullable(pod.annotations().get(START_AFTER))
        .filter(name -> !name.isBlank())
        .map(name -> pod.namespace() + "/" + name.strip() + "-" + node)
        .filter(name -> !name.equals(pod.fullName()));
  }

  @Override
  public void changed(PodSnapshot pod) {
    if (!pod.ready()) {
      ready.remove(pod.fullName());
    } else if (ready.add(pod.fullName())) {
      waiting.values().stream()
          .filter(w -> w.forPod().equals(pod.fullName()))
          .forEach(w -> w.wake().run());
    }
    next.changed(pod);
  }

  @Override
  public void removed(PodSnapshot last) {
    ready.remove(last.fullName());
    waiting.remove(last.fullName());
    next.removed(last);
  }

  @Override
  public void event(PodEvent event) {
    next.event(event);
  }

  @Override
  public void ended(ContainerEnd end) {
    next.ended(end);
  }

  @Override
  public void handover(Handover handover) {
    next.handover(handover);
  }

  @Override
  public void worked(String operation, Duration took) {
    next.worked(operation, took);
  }
}
