package dev.keelson.runtime.metrics;

import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodListener;
import dev.keelson.runtime.pod.PodSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Counts what happens to pods, for as long as this process lives, as the kubelet counts it. Safe
 * for any thread. A pod that an earlier process started is not counted as started.
 */
public final class PodMeters implements PodListener {
  /** The kubelet's {@code podStartupDurationBuckets}. */
  private static final double[] STARTUP = {
    0.5, 1, 2, 3, 4, 5, 6, 8, 10, 20, 30, 45, 60, 120, 180, 240, 300, 360, 480, 600, 900, 1200,
    1800, 2700, 3600
  };

  /** Prometheus' {@code DefBuckets}. */
  private static final double[] USUAL = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

  private static final int MOST_REMOVED = 1000;

  private final InstantSource clock;
  private final Instant begun;
  private final Histogram startDuration = new Histogram(STARTUP);

  /** Guarded by this, as is what follows. */
  private final Map<String, Histogram> turns = new TreeMap<>();

  private final Map<Map<String, String>, Long> started = new HashMap<>();
  private final Map<Map<String, String>, Long> failed = new HashMap<>();
  private final Map<String, PodSnapshot> here = new HashMap<>();
  private final Set<String> ran = new HashSet<>();
  private final Set<String> removed = new HashSet<>();
  private long startedPods;
  private long restartedPods;

  /** Counts from zero. */
  public PodMeters(InstantSource clock) {
    this.clock = clock;
    this.begun = clock.instant();
    started.put(Map.of("container_type", "container"), 0L);
    started.put(Map.of("container_type", "init_container"), 0L);
  }

  @Override
  public synchronized void changed(PodSnapshot pod) {
    PodSnapshot before = here.put(pod.uid(), pod);
    boolean adopted = seen(pod).isBefore(begun);
    if (before == null && !adopted) {
      startedPods++;
      if (removed.remove(pod.uid())) {
        restartedPods++;
        // It was seen for the first time long ago.
        ran.add(pod.uid());
      }
    }
    boolean running = pod.status().phase().equals("Running");
    if (running && ran.add(pod.uid()) && !adopted) {
      startDuration.observe(seconds(Duration.between(seen(pod), clock.instant())));
    }
    if (before != null || !adopted) {
      count(
          "init_container",
          initContainers(pod),
          before == null ? List.of() : initContainers(before));
      count("container", containers(pod), before == null ? List.of() : containers(before));
    }
  }

  private static List<ContainerState.Status> initContainers(PodSnapshot pod) {
    return pod.status().initContainerStatuses();
  }

  private static List<ContainerState.Status> containers(PodSnapshot pod) {
    return pod.status().containerStatuses();
  }

  private void count(
      String type, List<ContainerState.Status> now, List<ContainerState.Status> before) {
    for (ContainerState.Status status : now) {
      Stream<ContainerState.Status> same =
          before.stream().filter(b -> b.name().equals(status.name()));
      String known = same.map(PodMeters::run).findFirst().orElse("");
      String run = run(status);
      if (!run.equals(known) && !run.isEmpty()) {
        boolean error = status.state().waiting() != null;
        Map<String, String> labels =
            error ? Map.of("container_type", type, "code", run) : Map.of("container_type", type);
        (error ? failed : started).merge(labels, 1L, Long::sum);
      }
    }
  }

  /** What tells one start from another: the container's id, or why there is none. */
  private static String run(ContainerState.Status status) {
    var waiting = status.state().waiting();
    if (waiting == null) {
      return Objects.requireNonNullElse(status.containerID(), "");
    }
    return waiting.reason().contains("Err") || waiting.reason().equals("InvalidImageName")
        ? waiting.reason()
        : "";
  }

  private static Instant seen(PodSnapshot pod) {
    String seen =
        pod.manifest()
            .path("metadata")
            .path("annotations")
            .path("kubernetes.io/config.seen")
            .asText();
    return seen.isEmpty() ? Instant.EPOCH : Instant.parse(seen);
  }

  private static double seconds(Duration duration) {
    return Math.max(0, duration.toNanos()) / 1e9;
  }

  @Override
  public synchronized void removed(PodSnapshot last) {
    here.remove(last.uid());
    ran.remove(last.uid());
    if (removed.size() == MOST_REMOVED) {
      removed.clear();
    }
    removed.add(last.uid());
  }

  @Override
  public void event(PodEvent event) {}

  @Override
  public synchronized void worked(String operation, Duration took) {
    turns.computeIfAbsent(operation, _ -> new Histogram(USUAL)).observe(seconds(took));
  }

  synchronized void append(PrometheusText out) {
    out.metric("kubelet_started_pods_total", "counter", "Cumulative number of pods started")
        .sample("kubelet_started_pods_total", Map.of(), startedPods);
    out.metric(
            "kubelet_restarted_pods_total",
            "counter",
            "Number of pods that have been restarted because they were deleted and recreated with"
                + " the same UID")
        .sample("kubelet_restarted_pods_total", Map.of("static", "true"), restartedPods);
    counter(
        out,
        "kubelet_started_containers_total",
        "Cumulative number of containers started",
        started);
    counter(
        out,
        "kubelet_started_containers_errors_total",
        "Cumulative number of errors when starting containers",
        failed);
    String start = "kubelet_pod_start_duration_seconds";
    out.metric(
        start,
        "histogram",
        "Duration in seconds from kubelet seeing a pod for the first time to the pod starting to"
            + " run");
    startDuration.append(out, start, Map.of());
    String work = "kubelet_pod_worker_duration_seconds";
    out.metric(
        work,
        "histogram",
        "Duration in seconds to sync a single pod. Broken down by operation type: create, update,"
            + " or sync");
    turns.forEach((operation, took) -> took.append(out, work, Map.of("operation_type", operation)));
  }

  private static void counter(
      PrometheusText out, String name, String help, Map<Map<String, String>, Long> values) {
    out.metric(name, "counter", help);
    values.entrySet().stream()
        .sorted(Comparator.comparing(e -> new TreeMap<>(e.getKey()).toString()))
        .forEach(e -> out.sample(name, e.getKey(), e.getValue()));
  }
}
