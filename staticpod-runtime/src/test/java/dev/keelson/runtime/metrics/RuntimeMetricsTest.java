package dev.keelson.runtime.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.probe.ProbeAnswers.Counted;
import dev.keelson.runtime.testkit.Snapshots;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuntimeMetricsTest {
  private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

  private final Map<Counted, Long> probes =
      Map.of(new Counted("etcd-r1", "main", "liveness", "successful"), 5L);
  private final PodMeters meters = new PodMeters(InstantSource.fixed(NOW));

  private static PodSnapshot seen(PodSnapshot pod, Instant at) {
    ObjectNode annotations = pod.manifest().withObject("/metadata/annotations");
    annotations.put("kubernetes.io/config.seen", at.toString());
    return pod;
  }

  private Map<String, Double> values(PodSnapshot... pods) {
    return TextFormat.parse(RuntimeMetrics.text("cp\"1", List.of(pods), 3, meters, probes));
  }

  @Test
  void hasTheKubeletsNames() {
    Map<String, Double> values =
        values(Snapshots.pod("etcd", "r1", true), Snapshots.pod("web", "r1", false));

    assertThat(values)
        .containsEntry("kubelet_node_name{node=\"cp\\\"1\"}", 1.0)
        .containsEntry("kubelet_desired_pods{static=\"true\"}", 2.0)
        .containsEntry("kubelet_running_containers{container_state=\"running\"}", 2.0)
        .containsEntry("keelson_manifest_problems", 3.0)
        .containsEntry(
            "prober_probe_total{container=\"main\",namespace=\"kube-system\",pod=\"etcd-cp1\","
                + "pod_uid=\"etcd-r1\",probe_type=\"Liveness\",result=\"successful\"}",
            5.0)
        .containsEntry("keelson_pod_ready{namespace=\"kube-system\",pod=\"etcd-cp1\"}", 1.0)
        .containsEntry("keelson_pod_ready{namespace=\"kube-system\",pod=\"web-cp1\"}", 0.0)
        .containsKeys(
            "kubelet_running_pods",
            "kubelet_mirror_pods",
            "process_cpu_seconds_total",
            "process_resident_memory_bytes",
            "process_open_fds",
            "process_start_time_seconds");
  }

  @Test
  void countsWhatWasStartedHere() {
    meters.changed(seen(Snapshots.pod("old", "r1", true), NOW.minusSeconds(60)));
    PodSnapshot web = seen(Snapshots.pod("web", "r1", true), NOW);
    meters.changed(web);
    meters.changed(web);
    meters.removed(web);
    meters.changed(web);

    assertThat(values())
        .containsEntry("kubelet_started_pods_total", 2.0)
        .containsEntry("kubelet_restarted_pods_total{static=\"true\"}", 1.0)
        .containsEntry("kubelet_started_containers_total{container_type=\"container\"}", 2.0)
        .containsEntry("kubelet_started_containers_total{container_type=\"init_container\"}", 0.0)
        .containsEntry("kubelet_pod_start_duration_seconds_count", 1.0)
        .containsEntry("kubelet_pod_start_duration_seconds_bucket{le=\"0.5\"}", 1.0);
  }

  @Test
  void measuresTheWorkOfWorkers() {
    meters.worked("sync", Duration.ofMillis(20));
    meters.worked("sync", Duration.ofMillis(700));
    meters.worked("create", Duration.ofSeconds(60));

    String name = "kubelet_pod_worker_duration_seconds";
    assertThat(values())
        .containsEntry(name + "_bucket{le=\"0.025\",operation_type=\"sync\"}", 1.0)
        .containsEntry(name + "_bucket{le=\"1\",operation_type=\"sync\"}", 2.0)
        .containsEntry(name + "_sum{operation_type=\"sync\"}", 0.72)
        .containsEntry(name + "_bucket{le=\"10\",operation_type=\"create\"}", 0.0)
        .containsEntry(name + "_count{operation_type=\"create\"}", 1.0);
  }

  @Test
  void theReaderOfTheseTestsSeesFaults() {
    for (String wrong :
        List.of(
            "a 1\n",
            "# HELP a h\n# TYPE a gauge\na{b=c} 1\n",
            "# HELP a h\n# TYPE a gauge\na 1\na 2\n",
            "# HELP a h\n# TYPE a counter\na 1\n",
            "# HELP a h\n# TYPE a gauge\na one\n",
            "# HELP a h\n# TYPE a histogram\na_bucket{le=\"+Inf\"} 2\na_sum 1\na_count 1\n")) {
      assertThatThrownBy(() -> TextFormat.parse(wrong)).isInstanceOf(AssertionError.class);
    }
  }
}
