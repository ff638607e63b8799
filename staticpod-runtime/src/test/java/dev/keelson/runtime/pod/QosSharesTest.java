package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.testkit.InMemoryEngine;
import dev.keelson.runtime.testkit.ManualClock;
import org.junit.jupiter.api.Test;

/** The figures are the kubelet's: 1024 shares for a processor. */
final class QosSharesTest {
  private final InMemoryEngine engine = new InMemoryEngine(ManualClock.standing());
  private final QosShares shares = new QosShares(engine, 2);

  private static PodManifest pod(String name, String resources) {
    return TestNode.manifest(
        "{apiVersion: v1, kind: Pod, metadata: {name: "
            + name
            + "}, spec: {containers: [{name: c, image: \"i:1\", resources: "
            + resources
            + "}]}}");
  }

  private void areOf(long burstable) {
    assertThat(engine.weights())
        .containsOnly(
            entry("/kubepods", 2048L),
            entry("/kubepods/burstable", burstable),
            entry("/kubepods/besteffort", 2L));
  }

  @Test
  void aClassWeighsWhatItsPodsRequestTogether() {
    PodManifest server = pod("server", "{requests: {cpu: 250m}}");
    PodManifest etcd = pod("etcd", "{requests: {cpu: 100m}, limits: {cpu: 1}}");
    shares.begin(server);
    areOf(256);
    shares.begin(etcd);
    shares.begin(etcd);
    areOf(358);
    shares.begin(pod("guaranteed", "{limits: {cpu: 1, memory: 1Gi}}"));
    shares.begin(pod("rest", "{}"));
    areOf(358);
    shares.end(server.uid());
    areOf(102);
    shares.end(etcd.uid());
    areOf(2);
  }
}
