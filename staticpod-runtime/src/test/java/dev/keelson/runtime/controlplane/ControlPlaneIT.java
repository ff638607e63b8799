package dev.keelson.runtime.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.PatchType;
import dev.keelson.runtime.kube.RealApiServer;
import dev.keelson.runtime.kube.ResourcePath;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.pod.ContainerEnd;
import dev.keelson.runtime.rollout.Coexistence.Lead;
import dev.keelson.runtime.rollout.Coexistence.Standing;
import dev.keelson.runtime.time.SystemTimers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Leases of a real API server, held by processes that this test claims have ended. */
@Timeout(120)
class ControlPlaneIT {
  private static final PodManifest MANAGER = Components.pod("kube-controller-manager", "");
  private static final Instant ACQUIRED = Instant.parse("2026-11-21T20:01:11.123456Z");

  @TempDir private static Path directory;
  private static RealApiServer server;
  private static KubeClient admin;
  private static SystemTimers timers;
  private static ControlPlane controlPlane;

  @BeforeAll
  static void start() throws Exception {
    server = RealApiServer.start(directory);
    admin = server.admin();
    timers = SystemTimers.start();
    controlPlane = new ControlPlane(directory.resolve("admin.conf"), "cp1", timers);
  }

  @AfterAll
  static void stop() {
    controlPlane.close();
    timers.close();
    admin.close();
    server.close();
  }

  @Test
  void theLeaseOfADeadHolderIsLetGoOf() throws Exception {
    ResourcePath lease = lease("dead", "cp1_uuid");
    Lead lead = lead("dead");
    controlPlane.ended(new ContainerEnd(MANAGER, "main", log("dead", ACQUIRED.plusMillis(9))));
    awaitHolder(lease, "");
    assertThat(lead.standing()).isNotEqualTo(Standing.TAKEN);
    lead.close();
  }

  @Test
  void aLeaseThatPassedOnMeanwhileIsLeftAlone() throws Exception {
    ResourcePath passed = lease("passed", "cp1_uuid");
    controlPlane.ended(new ContainerEnd(MANAGER, "main", log("passed", ACQUIRED.minusMillis(9))));
    ResourcePath other = lease("other", "cp2_uuid");
    controlPlane.ended(new ContainerEnd(MANAGER, "main", log("other", ACQUIRED.plusMillis(9))));
    // Whoever is told last is let go of last.
    ResourcePath last = lease("last", "cp1_uuid");
    controlPlane.ended(new ContainerEnd(MANAGER, "main", log("last", ACQUIRED.plusMillis(9))));
    awaitHolder(last, "");
    assertThat(holder(passed)).isEqualTo("cp1_uuid");
    assertThat(holder(other)).isEqualTo("cp2_uuid");
  }

  @Test
  void theLeadIsTakenWhenAnotherHasTheLease() throws Exception {
    ResourcePath lease = lease("taken", "cp1_uuid");
    var looked = new Semaphore(0);
    Path log = log("taken", ACQUIRED.plusMillis(9));
    try (Lead lead = controlPlane.lead(MANAGER, List.of(log), looked::release).orElseThrow()) {
      looked.acquire();
      assertThat(lead.standing()).isEqualTo(Standing.OPEN);
      ObjectNode patch = spec("cp1_next", ACQUIRED.plusSeconds(20));
      admin.patch(lease, PatchType.MERGE, patch);
      looked.acquire();
      assertThat(lead.standing()).isEqualTo(Standing.TAKEN);
    }
  }

  @Test
  void whoHasNeverLedHasNoLead() throws Exception {
    Path log = Files.writeString(directory.resolve("waits.log"), "");
    assertThat(controlPlane.lead(MANAGER, List.of(log), () -> {})).isEmpty();
  }

  @Test
  void withoutAnAdministratorNobodyIsAsked() throws Exception {
    Path log = log("unasked", ACQUIRED.plusMillis(9));
    try (var alone = new ControlPlane(directory.resolve("none.conf"), "cp1", timers)) {
      assertThat(alone.lead(MANAGER, List.of(log), () -> {})).isEmpty();
    }
  }

  private static Lead lead(String name) throws Exception {
    return controlPlane
        .lead(MANAGER, List.of(log(name, ACQUIRED.plusMillis(9))), () -> {})
        .orElseThrow();
  }

  private static Path log(String lease, Instant told) throws Exception {
    return Files.writeString(
        directory.resolve(lease + ".log"),
        told
            + " stderr F I1 1 x.go] \"Successfully acquired lease\" lock=\"default/"
            + lease
            + "\"\n");
  }

  private static ResourcePath lease(String name, String holder) throws Exception {
    ResourcePath path =
        ResourcePath.namespaced("coordination.k8s.io/v1", "default", "leases", name);
    ObjectNode lease = spec(holder, ACQUIRED);
    lease.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
    lease.putObject("metadata").put("name", name);
    admin.create(path.collection(), lease);
    return path;
  }

  private static ObjectNode spec(String holder, Instant acquired) {
    ObjectNode lease = JsonNodeFactory.instance.objectNode();
    lease
        .putObject("spec")
        .put("holderIdentity", holder)
        .put("leaseDurationSeconds", 15)
        .put("acquireTime", acquired.toString().replaceFirst("(\\.\\d{6})?Z", ".123456Z"));
    return lease;
  }

  private static String holder(ResourcePath lease) throws Exception {
    return LeaseState.of(admin.get(lease).found().orElseThrow()).holder();
  }

  private static void awaitHolder(ResourcePath lease, String holder) throws Exception {
    var query =
        Map.of(
            "watch", "1", "fieldSelector", "metadata.name=" + lease.name(), "timeoutSeconds", "60");
    try (var watch = admin.watch(lease.collection(), query)) {
      while (!LeaseState.of(watch.next().orElseThrow(() -> new AssertionError("never")).object())
          .holder()
          .equals(holder)) {
        // The next change tells.
      }
    }
  }
}
