package dev.keelson.e2e.scenario;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Tests of one control plane, each of which finds it with every component ready. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OneControlPlane {
  @SuppressWarnings("NullAway.Init")
  private ControlPlane cluster;

  @BeforeAll
  void init() throws Exception {
    cluster = ControlPlane.initialized();
  }

  @AfterAll
  void end() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void allIsReady() throws Exception {
    cluster.awaitReady();
  }

  ControlPlane cluster() {
    return cluster;
  }
}
