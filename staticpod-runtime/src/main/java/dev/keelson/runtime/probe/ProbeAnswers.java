package dev.keelson.runtime.probe;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last answer of every probe of the containers that run now, for people to look at. Safe for
 * any thread.
 */
public final class ProbeAnswers {
  private final ConcurrentHashMap<Key, Answer> latest = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<Counted, Long> counts = new ConcurrentHashMap<>();

  private record Key(String podUid, String container, String probe) {}

  /**
   * Of what there were how many answers since the container runs.
   *
   * @param outcome as {@link ProbeResult#outcome()}
   */
  public record Counted(String podUid, String container, String probe, String outcome) {}

  /**
   * One answer.
   *
   * @param probe {@code startup}, {@code liveness} or {@code readiness}
   * @param inARow how many answers of that kind, this one included, came without another between
   */
  public record Answer(
      String container, String probe, Instant at, ProbeResult result, int inARow) {}

  /** The answers about the containers of that pod, by container and probe. */
  public List<Answer> of(String podUid) {
    return latest.entrySet().stream()
        .filter(e -> e.getKey().podUid().equals(podUid))
        .map(Map.Entry::getValue)
        .sorted(Comparator.comparing(Answer::container).thenComparing(Answer::probe))
        .toList();
  }

  /** How many answers there were. */
  public Map<Counted, Long> counts() {
    return Map.copyOf(counts);
  }

  /** Takes the newest answer. */
  public void put(String podUid, String container, String probe, Instant at, ProbeResult result) {
    counts.merge(new Counted(podUid, container, probe, result.outcome()), 1L, Long::sum);
    latest.compute(
        new Key(podUid, container, probe),
        (_, before) -> {
          boolean same = before != null && before.result().getClass().equals(result.getClass());
          return new Answer(container, probe, at, result, same ? before.inARow() + 1 : 1);
        });
  }

  /** Forgets a container that does not run any more. */
  public void forget(String podUid, String container) {
    latest.keySet().removeIf(k -> k.podUid().equals(podUid) && k.container().equals(container));
    counts.keySet().removeIf(k -> k.podUid().equals(podUid) && k.container().equals(container));
  }
}
