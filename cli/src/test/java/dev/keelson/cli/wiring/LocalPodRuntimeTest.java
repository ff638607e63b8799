package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.node.PodRuntime;
import dev.keelson.bootstrap.testkit.PodRuntimeContract;
import dev.keelson.runtime.RuntimeProcess;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.config.RuntimePaths;
import java.nio.file.Path;
import java.util.List;

/** The port over a process of its own and its socket, as on a node; only the engine is a double. */
class LocalPodRuntimeTest extends PodRuntimeContract {
  @Override
  protected PodRuntime open(Path root) {
    var paths = new RuntimePaths(root);
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            RuntimeInMemory.class.getName(),
            root.toString(),
            IMAGE);
    return new LocalPodRuntime(
        new LocalApiClient(paths.socket()), new RuntimeProcess(paths, command));
  }
}
