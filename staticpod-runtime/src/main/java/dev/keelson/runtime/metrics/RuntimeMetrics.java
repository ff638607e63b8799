package dev.keelson.runtime.metrics;

import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.probe.ProbeAnswers.Counted;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the runtime says of itself to Prometheus. Computed when asked for, so that nothing is
 * counted twice or kept; under the kubelet's names where the meaning is the kubelet's.
 */
public final class RuntimeMetrics {
  private RuntimeMetrics() {}

  /**
   * All metrics as text.
   *
   * @param nodeName of this node
   * @param pods as they are now
   * @param manifestProblems how many manifests are not taken
   * @param meters what was counted so far
   * @param probes how many answers of probes there were
   */
  public static String text(
      String nodeName,
      List<PodSnapshot> pods,
      int manifestProblems,
      PodMeters meters,
      Map<Counted, Long> probes) {
    var out = new PrometheusText();
    out.metric("kubelet_node_name", "gauge", "The node's name. The count is always 1.")
        .sample("kubelet_node_name", Map.of("node", nodeName), 1);
    pods(out, pods);
    out.gauge(
        "keelson_manifest_problems",
        "Manifests that are not taken as they stand.",
        manifestProblems);
    containers(out, pods);
    meters.append(out);
    probes(out, pods, probes);
    ProcessMetrics.append(out);
    return out.toString();
  }

  private static void pods(PrometheusText out, List<PodSnapshot> pods) {
    long terminating = pods.stream().filter(PodSnapshot::terminating).count();
    Map<String, String> isStatic = Map.of("static", "true");
    out.metric("kubelet_desired_pods", "gauge", "Pods the manifests ask for.")
        .sample("kubelet_desired_pods", isStatic, pods.size() - terminating);
    out.metric("kubelet_active_pods", "gauge", "Pods that run or are being ended.")
        .sample("kubelet_active_pods", isStatic, pods.size());
    out.metric("kubelet_working_pods", "gauge", "Pods by where in their life they are.")
        .sample("kubelet_working_pods", working("sync"), pods.size() - terminating)
        .sample("kubelet_working_pods", working("terminating"), terminating);
    out.gauge(
        "kubelet_running_pods",
        "Number of pods that have a running pod sandbox",
        pods.stream().filter(RuntimeMetrics::hasSandbox).count());
    out.gauge(
        "kubelet_mirror_pods",
        "The number of mirror pods the kubelet will try to create (one per admitted static pod)",
        pods.size() - terminating);
    out.metric("keelson_pod_ready", "gauge", "Whether the pod is ready.");
    for (PodSnapshot pod : pods) {
      out.sample("keelson_pod_ready", labels(pod), ready(pod) ? 1 : 0);
    }
  }

  private static Map<String, String> working(String lifecycle) {
    return Map.of("config", "desired", "lifecycle", lifecycle, "static", "true");
  }

  private static void containers(PrometheusText out, List<PodSnapshot> pods) {
    out.metric("kubelet_running_containers", "gauge", "Number of containers currently running");
    for (String state : List.of("created", "running", "exited")) {
      out.sample(
          "kubelet_running_containers", Map.of("container_state", state), count(pods, state));
    }
    out.metric("keelson_container_restarts_total", "counter", "Restarts of the container.");
    for (PodSnapshot pod : pods) {
      for (ContainerState.Status container : pod.status().containerStatuses()) {
        var labels = new HashMap<>(labels(pod));
        labels.put("container", container.name());
        out.sample("keelson_container_restarts_total", labels, container.restartCount());
      }
    }
  }

  private static void probes(
      PrometheusText out, List<PodSnapshot> pods, Map<Counted, Long> probes) {
    out.metric(
        "prober_probe_total",
        "counter",
        "Cumulative number of a liveness, readiness or startup probe for a container by result.");
    for (PodSnapshot pod : pods) {
      probes.forEach((counted, count) -> {
        if (counted.podUid().equals(pod.uid())) {
          var labels = new HashMap<>(labels(pod));
          labels.put("container", counted.container());
          labels.put("pod_uid", counted.podUid());
          labels.put("probe_type", capital(counted.probe()));
          labels.put("result", counted.outcome());
          out.sample("prober_probe_total", labels, count);
        }
      });
    }
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static boolean hasSandbox(PodSnapshot pod) {
    return pod.status().conditions().stream()
        .anyMatch(c -> c.type().equals("PodReadyToStartContainers") && c.status().equals("True"));
  }

  private static long count(List<PodSnapshot> pods, String state) {
    return pods.stream()
        .map(PodSnapshot::status)
        .flatMap(
            s -> Stream.concat(s.initContainerStatuses().stream(), s.containerStatuses().stream()))
        .filter(s -> state(s).equals(state))
        .count();
  }

  private static String state(ContainerState.Status status) {
    if (status.state().running() != null) {
      return "running";
    }
    if (status.state().terminated() != null) {
      return "exited";
    }
    return status.containerID() == null ? "" : "created";
  }

  private static Map<String, String> labels(PodSnapshot pod) {
    String[] name = pod.fullName().split("/", 2);
    return Map.of("namespace", name[0], "pod", name[1]);
  }

  private static boolean ready(PodSnapshot pod) {
    return pod.status().conditions().stream()
        .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
  }
}
