package dev.keelson.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.keelson.runtime.presence.NodeTaint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeConfigFileTest {
  @TempDir private Path directory;

  private RuntimeConfig read(String json) throws IOException {
    Path file = Files.writeString(directory.resolve("runtime.json"), json);
    return RuntimeConfigFile.read(file, new RuntimePaths(directory));
  }

  @Test
  void readsWhatItWrites() throws IOException {
    var config =
        new RuntimeConfig(
            "cp1",
            List.of("10.0.0.1", "fd00::1"),
            "v1.36.4",
            "embedded",
            Path.of("/manifests"),
            Duration.ofSeconds(5),
            Path.of("/kubelet.conf"),
            Map.of("zone", "a"),
            List.of(new NodeTaint("k", "", "NoSchedule"), new NodeTaint("l", "v", "NoExecute")));
    Path file = directory.resolve("runtime.json");

    RuntimeConfigFile.write(file, config);

    assertThat(RuntimeConfigFile.read(file, new RuntimePaths(directory))).isEqualTo(config);
  }

  @Test
  void defaultsWhatIsLeftOut() throws IOException {
    RuntimeConfig config =
        read("{\"apiVersion\":\"keelson.dev/v1alpha1\",\"kind\":\"RuntimeConfiguration\"}");

    assertThat(config).isEqualTo(RuntimeConfig.defaults(new RuntimePaths(directory)));
    assertThat(config.staticPodPath()).isEqualTo(directory.resolve("etc/kubernetes/manifests"));
    assertThat(config.nodeAddresses()).isNotEmpty();
  }

  @Test
  void tellsAllProblemsAtOnce() {
    var problems =
        catchThrowableOfType(
            InvalidRuntimeConfigException.class,
            () ->
                read(
                    """
                    {"apiVersion":"v2","kind":"RuntimeConfiguration","nodeNam":"a","engine":"docker",
                     "nodeAddresses":[],"fileCheckFrequency":"soon","nodeLabels":{"a":1},
                     "registerWithTaints":[{"key":"","effect":"NoSchedule"}]}
                    """));

    assertThat(problems.problems())
        .containsExactly(
            "nodeNam: there is no such field",
            "apiVersion: must be keelson.dev/v1alpha1, not v2",
            "engine: docker is not there yet; embedded is",
            "nodeAddresses: must be a list of texts that is not empty",
            "fileCheckFrequency: soon is not a duration such as 20s",
            "nodeLabels.a: must be a text",
            "registerWithTaints[0]: must have a key and an effect of "
                + "NoSchedule, PreferNoSchedule, NoExecute");
  }

  @Test
  void refusesADoubledField() {
    var problem =
        catchThrowableOfType(
            InvalidRuntimeConfigException.class, () -> read("{\"kind\":\"a\",\"kind\":\"b\"}"));

    assertThat(problem).hasMessageContaining("Duplicate field 'kind'");
  }
}
