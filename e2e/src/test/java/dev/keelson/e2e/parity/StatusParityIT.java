package dev.keelson.e2e.parity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.e2e.scenario.Await;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * The same pods under the kubelet and under keelson, each come to rest: their statuses are one, and
 * so are the requests of their probes and hooks.
 */
@SuppressWarnings("NullAway.Init")
@TestInstance(Lifecycle.PER_CLASS)
class StatusParityIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int ALL = 2 * AskedRequests.servers();

  private final SettledPods manifests = new SettledPods();
  private final Map<String, JsonNode> ofKubelet = new TreeMap<>();
  private final Map<String, JsonNode> ofKeelson = new TreeMap<>();
  private StatusNode kubelet;
  private StatusNode keelson;

  @BeforeAll
  void boot() throws Exception {
    keelson = StatusNode.ofKeelson();
    kubelet = StatusNode.ofKubelet();
    for (StatusNode node : List.of(keelson, kubelet)) {
      node.put(manifests.texts());
      node.put(Map.of(AskedRequests.POD, AskedRequests.manifest()));
    }
  }

  @AfterAll
  void end() throws Exception {
    keelson.close();
    kubelet.close();
  }

  @Test
  void everyPodComesToTheSameStatus() throws Exception {
    Await.until(PATIENCE, this::unsettled, Set::isEmpty, "every pod comes to rest");
    Map<String, String> differences = new TreeMap<>();
    for (String pod : manifests.texts().keySet()) {
      differences.putAll(
          StatusText.differences(
              pod,
              StatusText.of(requireNonNull(ofKubelet.get(pod))),
              StatusText.of(requireNonNull(ofKeelson.get(pod)))));
    }
    assertThat(differences).as("kubelet's, then keelson's").isEmpty();
  }

  @Test
  void everyProbeAndHookAsksTheSame() throws Exception {
    Await.until(PATIENCE, () -> asked(keelson) + asked(kubelet), a -> a == ALL, "all are asked");
    assertThat(keelson.requests()).isEqualTo(kubelet.requests());
  }

  /** What {@code KubeletFieldsTest} tries is all that a kubelet can be told. */
  @Test
  void everyFieldOfTheKubeletsConfigurationHasItsRow() throws Exception {
    String document = Files.readString(Path.of("../docs/kubelet-configuration.md"));
    List<String> fields =
        Await.until(PATIENCE, kubelet::configuration, f -> !f.isEmpty(), "the kubelet answers");
    assertThat(fields).hasSizeGreaterThan(60);
    assertThat(fields).allSatisfy(field -> assertThat(document).contains("\n| `" + field + "` | "));
  }

  private static int asked(StatusNode node) throws Exception {
    return node.requests().size();
  }

  /**
   * Looks once more; a pod is taken as it is the moment it has settled, for what crashes goes on.
   */
  private Set<String> unsettled() throws Exception {
    Set<String> unsettled = look(keelson, ofKeelson);
    unsettled.addAll(look(kubelet, ofKubelet));
    return unsettled;
  }

  private Set<String> look(StatusNode node, Map<String, JsonNode> settled) throws Exception {
    Map<String, JsonNode> pods = node.pods();
    pods.forEach((name, pod) -> {
      if (manifests.hasSettled(name, pod)) {
        settled.putIfAbsent(name, pod);
      }
    });
    Set<String> unsettled = new TreeSet<>();
    for (String name : manifests.texts().keySet()) {
      if (!settled.containsKey(name)) {
        JsonNode pod = pods.get(name);
        unsettled.add(name + " under " + node + ": " + (pod == null ? "" : pod.path("status")));
      }
    }
    return unsettled;
  }
}
