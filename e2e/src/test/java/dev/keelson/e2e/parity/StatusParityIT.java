package dev.keelson.e2e.parity;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.e2e.scenario.Await;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The same pods under the kubelet and under keelson, each come to rest: their statuses are one. */
@SuppressWarnings("NullAway.Init")
class StatusParityIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final SettledPods manifests = new SettledPods();
  private final Map<String, JsonNode> ofKubelet = new TreeMap<>();
  private final Map<String, JsonNode> ofKeelson = new TreeMap<>();
  private StatusNode kubelet;
  private StatusNode keelson;

  @BeforeEach
  void boot() throws Exception {
    keelson = StatusNode.ofKeelson();
    kubelet = StatusNode.ofKubelet();
  }

  @AfterEach
  void end() throws Exception {
    keelson.close();
    kubelet.close();
  }

  @Test
  void everyPodComesToTheSameStatus() throws Exception {
    kubelet.put(manifests.texts());
    keelson.put(manifests.texts());
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

  /**
   * Looks once more; a pod is taken as it is the moment it has settled, for what crashes goes on.
   */
  private Set<String> unsettled() throws Exception {
    Set<String> unsettled = look(keelson, ofKeelson);
    unsettled.addAll(look(kubelet, ofKubelet));
    return unsettled;
  }

  private Set<String> look(StatusNode node, Map<String, JsonNode> settled) throws Exception {
    node.pods()
        .forEach((name, pod) -> {
          if (manifests.hasSettled(name, pod)) {
            settled.putIfAbsent(name, pod);
          }
        });
    Set<String> unsettled = new TreeSet<>();
    for (String name : manifests.texts().keySet()) {
      if (!settled.containsKey(name)) {
        unsettled.add(name + " under " + node);
      }
    }
    return unsettled;
  }
}
