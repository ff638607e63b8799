package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** After a power cut the cluster is back with its data once the runtime is started. */
class PowerCutIT {
  @Test
  void aColdStartBringsTheClusterBackWithItsData() throws Exception {
    try (ControlPlane cluster = ControlPlane.initialized()) {
      cluster.kubectl("create", "configmap", "kept", "--from-literal=word=keelson").orFail();
      cluster.node().powerCut();

      cluster.node().boot();
      cluster.keelson("runtime", "start").orFail();
      cluster.awaitReady();

      assertThat(
              cluster.kubectl("get", "configmap/kept", "-o=jsonpath={.data.word}").orFail().out())
          .isEqualTo("keelson");
    }
  }
}
