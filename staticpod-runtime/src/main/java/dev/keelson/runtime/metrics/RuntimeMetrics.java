package dev.keelson.runtime.metrics;

import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.List;
import java.util.Map;

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
   */
  public static String text(String nodeName, List<PodSnapshot> pods, int manifestProblems) {
    var out = new PrometheusText();
    out.metric("kubelet_node_name", "gauge", "The node's name. The count is always 1.")
        .sample("kubelet_node_name", Map.of("node", nodeName), 1);
    pods(out, pods);
    out.gauge(
        "keelson_manifest_problems",
        "Manifests that are not taken as they stand.",
        manifestProblems);
    containers(out, pods);
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
    out.metric("keelson_pod_ready", "gauge", "Whether the pod is ready.");
    for (PodSnapshot pod : pods) {
      out.sample("keelson_pod_ready", labels(pod), ready(pod) ? 1 : 0);
    }
  }

  private static Map<String, String> working(String lifecycle) {
    return Map.of("config", "desired", "lifecycle", lifecycle, "static", "true");
  }

  private static void containers(PrometheusText out, List<PodSnapshot> pods) {
    out.metric("keelson_container_restarts_total", "counter", "Restarts of the container.");
    for (PodSnapshot pod : pods) {
      for (ContainerState.Status container : pod.status().containerStatuses()) {
        var labels = new java.util.HashMap<>(labels(pod));
        labels.put("container", container.name());
        out.sample("keelson_container_restarts_total", labels, container.restartCount());
      }
    }
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
