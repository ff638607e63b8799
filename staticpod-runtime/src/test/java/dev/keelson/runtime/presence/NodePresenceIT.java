package dev.keelson.runtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.config.NodeTaint;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.KubeWatch;
import dev.keelson.runtime.kube.PatchType;
import dev.keelson.runtime.kube.RealApiServer;
import dev.keelson.runtime.kube.ResourcePath;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import dev.keelson.runtime.testkit.Snapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The node towards a real API server with NodeRestriction; waits are watches of the same API. */
@Timeout(120)
class NodePresenceIT {
  private static final ResourcePath NODE = ResourcePath.cluster("v1", "nodes", "cp1");
  private static final ResourcePath ETCD =
      ResourcePath.namespaced("v1", "kube-system", "pods", "etcd-cp1");
  private static final ResourcePath LEASE =
      ResourcePath.namespaced("coordination.k8s.io/v1", "kube-node-lease", "leases", "cp1");
  @TempDir private static Path directory;
  private static RealApiServer server;
  private static KubeClient admin;
  private static ApiObjects objects;

  private final PodBoard board = new PodBoard();
  private final InMemoryEngine engine = new InMemoryEngine(ManualClock.standing());
  private volatile Set<String> desired = Set.of("kube-system/etcd-cp1");
  private NodePresence presence;

  @BeforeAll
  static void startServer() throws Exception {
    server = RealApiServer.start(directory);
    admin = server.admin();
    objects = new ApiObjects(admin);
  }

  @AfterAll
  static void stopServer() {
    admin.close();
    server.close();
  }

  @BeforeEach
  void start() throws IOException {
    board.changed(Snapshots.pod("etcd", "r1", false));
    presence = begin(server.nodeKubeconfig("cp1"));
  }

  private NodePresence begin(Path kubeconfig) {
    var config =
        new PresenceConfig(
            "cp1",
            kubeconfig,
            List.of("10.0.0.1", "fd00::1"),
            Map.of(),
            List.of(new NodeTaint("node-role.kubernetes.io/control-plane", "", "NoSchedule")),
            "v1.37.1",
            Path.of("/"));
    return NodePresence.start(config, board, () -> desired, engine, InstantSource.system());
  }

  @AfterEach
  void stop() throws InterruptedException {
    presence.close();
    objects.remove(ETCD);
    objects.remove(NODE);
    objects.remove(LEASE);
  }

  private static JsonNode mirror(Predicate<JsonNode> asked) throws Exception {
    return objects.await(ETCD, asked);
  }

  @Test
  void registersTheNodeAndItsLease() throws Exception {
    JsonNode node = objects.await(NODE, ApiObjects::isReady);

    assertThat(node.at("/status/allocatable/pods").asText()).isEqualTo("1");
    assertThat(node.at("/status/addresses").findValuesAsText("address"))
        .containsExactly("10.0.0.1", "fd00::1", "cp1");
    assertThat(node.at("/spec/taints").findValuesAsText("key"))
        .contains("node-role.kubernetes.io/control-plane");
    assertThat(node.at("/status/nodeInfo/kubeletVersion").asText()).isEqualTo("v1.37.1");
    JsonNode lease = objects.await(LEASE, l -> l.at("/spec/holderIdentity").asText().equals("cp1"));
    assertThat(lease.at("/spec/leaseDurationSeconds").asInt()).isEqualTo(40);
    assertThat(lease.at("/metadata/ownerReferences/0/uid").asText())
        .isEqualTo(ApiObjects.uid(node));
  }

  @Test
  void mirrorsAPodWithItsTrueStatus() throws Exception {
    JsonNode pod = mirror(p -> p.at("/status/phase").asText().equals("Running"));
    assertThat(ApiObjects.isReady(pod)).isFalse();

    board.changed(Snapshots.pod("etcd", "r1", true));

    JsonNode ready = mirror(ApiObjects::isReady);
    assertThat(ApiObjects.uid(ready)).isEqualTo(ApiObjects.uid(pod));
    assertThat(ready.at("/status/containerStatuses/0/restartCount").asInt()).isEqualTo(2);
    assertThat(ready.at("/status/podIP").asText()).isEqualTo("10.0.0.1");
  }

  @Test
  void makesADeletedMirrorAgain() throws Exception {
    String first = ApiObjects.uid(mirror(p -> p.at("/status/phase").asText().equals("Running")));

    objects.remove(ETCD, 30);

    JsonNode second =
        mirror(p ->
            !ApiObjects.uid(p).equals(first) && p.at("/status/phase").asText().equals("Running"));
    assertThat(second.at("/metadata/deletionTimestamp").isMissingNode()).isTrue();
  }

  @Test
  void replacesTheMirrorOfAChangedPod() throws Exception {
    String first = ApiObjects.uid(mirror(_ -> true));

    board.changed(Snapshots.pod("etcd", "r2", true));

    JsonNode second = mirror(p -> !ApiObjects.uid(p).equals(first) && ApiObjects.isReady(p));
    assertThat(second.at("/metadata/annotations/keelson.dev~1revision").asText()).isEqualTo("r2");
  }

  @Test
  void removesTheMirrorOfARemovedPod() throws Exception {
    mirror(_ -> true);

    desired = Set.of();
    board.removed(Snapshots.pod("etcd", "r1", true));

    objects.await(NODE, n -> n.at("/status/allocatable/pods").asText().equals("0"));
    while (admin.get(ETCD) instanceof KubeReply.Found) {
      Thread.onSpinWait();
    }
  }

  @Test
  void removesAnOrphanOfAnEarlierRun() throws Exception {
    mirror(_ -> true);
    presence.close();
    desired = Set.of();
    board.removed(Snapshots.pod("etcd", "r1", true));

    presence = begin(server.nodeKubeconfig("cp1"));

    while (admin.get(ETCD) instanceof KubeReply.Found) {
      Thread.onSpinWait();
    }
  }

  @Test
  void keepsTheMirrorOfAPodThatARestartedRuntimeHasNotToldOfYet() throws Exception {
    String before = ApiObjects.uid(mirror(_ -> true));
    presence.close();
    board.removed(Snapshots.pod("etcd", "r1", true));

    presence = begin(server.nodeKubeconfig("cp1"));
    board.changed(Snapshots.pod("kube-apiserver", "r1", true));
    objects.await(apiServerMirror(), _ -> true);

    assertThat(ApiObjects.uid(mirror(_ -> true))).isEqualTo(before);
    objects.remove(apiServerMirror());
  }

  private static ResourcePath apiServerMirror() {
    return ResourcePath.namespaced("v1", "kube-system", "pods", "kube-apiserver-cp1");
  }

  @Test
  void bringsBackANodeThatSomebodyDeleted() throws Exception {
    String first = ApiObjects.uid(objects.await(NODE, ApiObjects::isReady));
    mirror(_ -> true);

    objects.remove(NODE);
    // A heartbeat notices; another number of pods hastens it.
    desired = Set.of("kube-system/etcd-cp1", "kube-system/kube-apiserver-cp1");
    board.changed(Snapshots.pod("kube-apiserver", "r1", true));

    JsonNode second =
        objects.await(NODE, n -> !ApiObjects.uid(n).equals(first) && ApiObjects.isReady(n));
    JsonNode pod =
        mirror(
            p -> p.at("/metadata/ownerReferences/0/uid").asText().equals(ApiObjects.uid(second)));
    assertThat(pod.at("/metadata/deletionTimestamp").isMissingNode()).isTrue();
    objects.remove(apiServerMirror());
  }

  @Test
  void setsRightWhatOthersSaidOfIt() throws Exception {
    board.changed(Snapshots.pod("etcd", "r1", true));
    mirror(ApiObjects::isReady);
    ObjectNode patch =
        (ObjectNode)
            dev.keelson.runtime.api.ApiJson.MAPPER.readTree(
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}}");

    admin.patch(ETCD.subresource("status"), PatchType.STRATEGIC, patch);

    mirror(ApiObjects::isReady);
  }

  @Test
  void sendsEventsOnceAndCountsThem() throws Exception {
    var event =
        new PodEvent(
            Snapshots.STARTED, "Warning", "BackOff", "m", "kube-system", "etcd-cp1", "u1", "main");
    mirror(_ -> true);

    board.event(event);
    board.event(event);
    board.event(event);

    ResourcePath events = ResourcePath.namespaced("v1", "kube-system", "events", "");
    var query =
        Map.of("watch", "1", "fieldSelector", "involvedObject.uid=u1", "timeoutSeconds", "60");
    try (KubeWatch watch = admin.watch(events, query)) {
      JsonNode last = watch.next().orElseThrow().object();
      while (last.path("count").asInt() < 3) {
        last = watch.next().orElseThrow().object();
      }
      assertThat(last.at("/involvedObject/fieldPath").asText()).isEqualTo("spec.containers{main}");
    }
    assertThat(
            admin
                .list(events, Map.of("fieldSelector", "involvedObject.uid=u1"))
                .path("items")
                .size())
        .isEqualTo(1);
  }

  @Test
  void outlivesAnApiServerThatGoesAndComes() throws Exception {
    mirror(p -> p.at("/status/phase").asText().equals("Running"));
    server.killApiServer();

    long begun = System.nanoTime();
    for (int i = 0; i < 1000; i++) {
      board.changed(Snapshots.pod("etcd", "r1", i % 2 == 0));
    }
    board.changed(Snapshots.pod("etcd", "r1", true));
    assertThat(System.nanoTime() - begun).as("ns a worker waited").isLessThan(2_000_000_000L);

    server.startAgain();
    mirror(ApiObjects::isReady);
  }

  @Test
  void takesAKubeconfigThatAppearsLater() throws Exception {
    objects.await(NODE, ApiObjects::isReady);
    presence.close();
    objects.remove(NODE);
    Path later = directory.resolve("later.conf");
    presence = begin(later);

    Files.copy(server.nodeKubeconfig("cp1"), later);
    board.changed(Snapshots.pod("etcd", "r1", true));

    objects.await(NODE, ApiObjects::isReady);
  }
}
