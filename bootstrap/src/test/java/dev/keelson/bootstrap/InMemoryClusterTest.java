package dev.keelson.bootstrap;

import dev.keelson.bootstrap.cluster.ClusterApi;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.testkit.ClusterApiContract;

class InMemoryClusterTest extends ClusterApiContract {
  @Override
  protected ClusterApi open() {
    return new InMemoryCluster().connect(Bytes.utf8("kind: Config"), "https://192.0.2.1:6443");
  }
}
