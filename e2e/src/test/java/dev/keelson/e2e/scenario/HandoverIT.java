package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.benchmark.surge.ApiServer;
import dev.keelson.e2e.benchmark.surge.Outcome;
import dev.keelson.e2e.benchmark.surge.WriteLoad;
import dev.keelson.e2e.scenario.ControlPlane.ContainerSeen;
import dev.keelson.e2e.scenario.ObservedObject.Version;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the API knows of a component passes on with it: addresses, leases, data. */
class HandoverIT extends OneControlPlane {
  /** Far from the 10 s and 15 s that it takes where nobody cares, and from what is reached. */
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final String LEASE = "{.spec.holderIdentity}";

  @Test
  void theServiceOfTheApiKeepsItsAddress() throws Exception {
    ContainerSeen before = cluster().container("kube-apiserver");
    try (var endpoints = watched("endpoints", "{.subsets[*].addresses[*].ip}");
        var slice = watched("endpointslices", "{.endpoints[*].addresses[*]}")) {
      awaitFirst(endpoints);
      awaitFirst(slice);
      addFlag("kube-apiserver", "advertise-address", "--event-ttl=2h");
      awaitSuccessor("kube-apiserver", before);
      awaitKept(endpoints);
      awaitKept(slice);
    }
  }

  private ObservedObject watched(String kind, String path) {
    return ObservedObject.watch(cluster(), kind, "default", "kubernetes", path);
  }

  /** The old server has taken the address out, and it came back soon each time. */
  private void awaitKept(ObservedObject object) throws InterruptedException {
    String address = cluster().node().address();
    List<Version> versions =
        Await.until(
            ControlPlane.PATIENCE,
            object::versions,
            seen -> missing(seen) > 0 && seen.getLast().text().contains(address),
            "the address is taken out and put back");
    for (int i = 1; i < versions.size(); i++) {
      if (versions.get(i - 1).text().isEmpty()) {
        assertThat(versions.get(i).text()).contains(address);
        assertThat(Duration.between(versions.get(i - 1).at(), versions.get(i).at()))
            .isLessThan(SOON);
      }
    }
  }

  private static long missing(List<Version> versions) {
    return versions.stream().map(Version::text).filter(String::isEmpty).count();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kube-controller-manager", "kube-scheduler"})
  void aChangedLeaderHandsItsLeaseOn(String component) throws Exception {
    ContainerSeen before = cluster().container(component);
    try (var lease = ObservedObject.watch(cluster(), "lease", "kube-system", component, LEASE)) {
      String holder = awaitFirst(lease);
      addFlag(component, "leader-elect=", "--v=1");
      awaitSuccessor(component, before);
      awaitHandedOn(lease, holder);
    }
    Await.until(
        ControlPlane.PATIENCE,
        () -> cluster().keelson("events").out(),
        events ->
            events.lines().anyMatch(l -> l.contains("SurgeTookOver") && l.contains(component)),
        "the swap counts");
  }

  @Test
  void aKilledLeadersLeaseIsHandedOn() throws Exception {
    String component = "kube-controller-manager";
    try (var lease = ObservedObject.watch(cluster(), "lease", "kube-system", component, LEASE)) {
      String holder = awaitFirst(lease);
      cluster().shell("pkill -9 -x kube-controller");
      awaitHandedOn(lease, holder);
    }
  }

  /** The first holder is followed by nobody, and soon by another one. */
  private static void awaitHandedOn(ObservedObject lease, String first)
      throws InterruptedException {
    Predicate<Version> next = v -> !v.text().isEmpty() && !v.text().equals(first);
    List<Version> versions =
        Await.until(
            ControlPlane.PATIENCE,
            lease::versions,
            seen -> seen.stream().anyMatch(next),
            "somebody else has the lease");
    List<Version> free = versions.stream().filter(v -> v.text().isEmpty()).toList();
    assertThat(free).isNotEmpty();
    Version taken = versions.stream().filter(next).findFirst().orElseThrow();
    assertThat(Duration.between(free.getFirst().at(), taken.at())).isLessThan(SOON);
  }

  @Test
  void aChangedEtcdLosesNoWriteAndFailsNone() throws Exception {
    ContainerSeen before = cluster().container("etcd");
    String token = administratorsToken();
    var server =
        new ApiServer(
            cluster().node().network(),
            new InetSocketAddress(cluster().node().address(), 6443),
            token);
    try (var load = WriteLoad.start(server)) {
      addFlag("etcd", "client-cert-auth", "--max-request-bytes=1600000");
      awaitSuccessor("etcd", before);
      cluster().awaitReady();
      Outcome outcome = load.end();
      assertThat(outcome.failures()).isEmpty();
      assertThat(outcome.busy()).isZero();
      assertThat(load.acknowledged()).isNotEmpty();
      assertThat(load.lost()).isEmpty();
    }
  }

  private String administratorsToken() throws InterruptedException {
    cluster().kubectl("create", "serviceaccount", "writer").orFail();
    cluster()
        .kubectl(
            "create",
            "clusterrolebinding",
            "writer",
            "--clusterrole=cluster-admin",
            "--serviceaccount=default:writer")
        .orFail();
    return cluster().kubectl("create", "token", "writer").orFail().out().strip();
  }

  private String awaitFirst(ObservedObject object) throws InterruptedException {
    return Await.until(
            ControlPlane.PATIENCE, object::versions, v -> !v.isEmpty(), "the watch tells")
        .getLast()
        .text();
  }

  private void awaitSuccessor(String component, ContainerSeen before) throws InterruptedException {
    // While etcd is recreated there is none for a moment.
    Await.until(
        ControlPlane.PATIENCE,
        () -> Optional.ofNullable(cluster().containers().get(component)),
        seen ->
            seen.filter(now -> now.ready() && !now.podUid().equals(before.podUid())).isPresent(),
        "the successor of " + component + " is the pod");
  }

  /** Adds a flag below another one, by rename as an edit is meant. */
  private void addFlag(String component, String below, String flag) throws InterruptedException {
    String manifest = "/etc/kubernetes/manifests/" + component + ".yaml";
    cluster()
        .shell(
            "sed 's/^\\( *- \\)\"--%s.*/&\\n\\1\"%s\"/' %s > /etc/kubernetes/.edited && mv /etc/kubernetes/.edited %s"
                .formatted(below, flag, manifest, manifest));
    assertThat(cluster().shell("grep -c -- " + flag + " " + manifest)).isEqualTo("1");
  }
}
