package dev.keelson.bootstrap;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.PodRuntime;
import dev.keelson.bootstrap.testkit.PodRuntimeContract;
import java.nio.file.Path;

class InMemoryPodRuntimeTest extends PodRuntimeContract {
  @Override
  protected PodRuntime open(Path root) {
    var layout = new NodeLayout(root);
    return new InMemoryPodRuntime(layout, "cp1", layout.etcdData());
  }
}
