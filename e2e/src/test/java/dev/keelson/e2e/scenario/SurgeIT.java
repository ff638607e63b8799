package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.benchmark.surge.ConnectionLoad;
import dev.keelson.e2e.benchmark.surge.Outcome;
import dev.keelson.e2e.scenario.ControlPlane.ContainerSeen;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** The API server's flags change under clients that open a connection a request and never retry. */
class SurgeIT extends OneControlPlane {
  private static final int PER_SECOND = 100;
  private static final String MANIFEST = "/etc/kubernetes/manifests/kube-apiserver.yaml";

  @Test
  void aChangedFlagCostsNoRequest() throws Exception {
    ContainerSeen before = apiServer();
    Outcome outcome;
    try (ConnectionLoad load = load()) {
      addFlag("--event-ttl=2h");
      Await.until(
          ControlPlane.PATIENCE,
          this::servers,
          servers -> servers == 2,
          "the successor runs beside its predecessor");
      Await.until(
          ControlPlane.PATIENCE,
          this::apiServer,
          now -> now.ready() && !now.podUid().equals(before.podUid()),
          "the successor has taken over");
      Await.until(ControlPlane.PATIENCE, this::servers, n -> n == 1, "the predecessor has ended");
      outcome = load.end();
    }
    assertThat(outcome.failures()).isEmpty();
    assertThat(outcome.asked()).isPositive();
    assertThat(apiServer().restarts()).isZero();
    assertThat(cluster().shell("cat /proc/sys/net/ipv4/tcp_migrate_req")).isEqualTo("0");
  }

  @Test
  void aWrongFlagIsSentAwayAndTakesNothingAway() throws Exception {
    ContainerSeen before = apiServer();
    Outcome outcome;
    try (ConnectionLoad load = load()) {
      String kept = cluster().shell("cat " + MANIFEST);
      addFlag("--event-ttl=wrong");
      String status =
          Await.until(
              ControlPlane.PATIENCE,
              () -> cluster().keelson("status").out(),
              out -> out.contains("was rejected"),
              "the rejection is shown");
      assertThat(status).contains("exited with code 1").contains("invalid argument \"wrong\"");
      cluster()
          .shell(
              "cat > /etc/kubernetes/.mended <<'END'\n"
                  + kept
                  + "\nEND\nmv /etc/kubernetes/.mended "
                  + MANIFEST);
      Await.until(
          ControlPlane.PATIENCE,
          () -> cluster().keelson("status").out(),
          out -> !out.contains("was rejected"),
          "the rejection is forgotten with its cause");
      outcome = load.end();
    }
    assertThat(outcome.failures()).isEmpty();
    assertThat(apiServer()).isEqualTo(before);
  }

  private ConnectionLoad load() {
    return ConnectionLoad.start(
        cluster().node().network(),
        new InetSocketAddress(cluster().node().address(), 6443),
        PER_SECOND);
  }

  private void addFlag(String flag) throws InterruptedException {
    cluster()
        .shell(
            "sed 's/^\\( *- \\)\"--advertise-address.*/&\\n\\1\"%s\"/' %s > /etc/kubernetes/.edited && mv /etc/kubernetes/.edited %s"
                .formatted(flag, MANIFEST, MANIFEST));
    assertThat(cluster().shell("grep -c -- " + flag + " " + MANIFEST)).isEqualTo("1");
  }

  private int servers() throws InterruptedException {
    return Integer.parseInt(cluster().shell("pgrep -c -x kube-apiserver || true").strip());
  }

  private ContainerSeen apiServer() throws Exception {
    ContainerSeen seen = cluster().containers().get("kube-apiserver");
    assertThat(seen).isNotNull();
    return seen;
  }
}
