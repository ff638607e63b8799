package dev.keelson.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuntimeConfigFileTest {
  @TempDir private Path directory;

  private RuntimeConfig read(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("runtime.json"), text);
    return RuntimeConfigFile.read(file, new RuntimePaths(directory));
  }

  private List<String> problems(String text) {
    return catchThrowableOfType(InvalidRuntimeConfigException.class, () -> read(text)).problems();
  }

  @Test
  void readsEveryField() throws IOException {
    RuntimeConfig config =
        read(
            """
            {"apiVersion": "keelson.dev/v1alpha1", "kind": "RuntimeConfiguration",
             "nodeName": "cp1", "nodeAddresses": ["10.0.0.1", "fd00::1"],
             "kubernetesVersion": "v1.36.4", "engine": "embedded",
             "staticPodPath": "/manifests", "fileCheckFrequency": "1m30s",
             "kubeconfig": "/kubelet.conf", "nodeLabels": {"zone": "a"},
             "registerWithTaints": [{"key": "k", "value": "v", "effect": "NoSchedule"}]}
            """);

    assertThat(config)
        .isEqualTo(
            new RuntimeConfig(
                "cp1",
                List.of("10.0.0.1", "fd00::1"),
                "v1.36.4",
                "embedded",
                new ManifestSources(
                    Optional.of(Path.of("/manifests")),
                    Duration.ofSeconds(90),
                    Optional.empty(),
                    Map.of(),
                    Duration.ofSeconds(20)),
                Path.of("/kubelet.conf"),
                Map.of("zone", "a"),
                List.of(new NodeTaint("k", "v", "NoSchedule")),
                KubeletSettings.defaults(new RuntimePaths(directory)),
                List.of()));
  }

  @Test
  void defaultsWhatIsLeftOut() throws IOException {
    RuntimeConfig config =
        read("{\"apiVersion\":\"keelson.dev/v1alpha1\",\"kind\":\"RuntimeConfiguration\"}");

    assertThat(config).isEqualTo(RuntimeConfig.defaults(new RuntimePaths(directory)));
    assertThat(config.nodeAddresses()).isNotEmpty();
  }

  @Test
  void takesOneDocumentOverTheOther() throws IOException {
    RuntimeConfig config =
        read(
            """
            apiVersion: kubelet.config.k8s.io/v1beta1
            kind: KubeletConfiguration
            staticPodPath: /a
            maxPods: 7
            ---
            apiVersion: keelson.dev/v1alpha1
            kind: RuntimeConfiguration
            staticPodPath: /b
            """);

    assertThat(config.sources().path()).contains(Path.of("/b"));
    assertThat(config.kubelet().resources().maxPods()).isEqualTo(7);
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(
            problems(
                """
                {"apiVersion":"keelson.dev/v1alpha1","kind":"RuntimeConfiguration","nodeNam":"a",
                 "engine":"docker","nodeAddresses":[7],"fileCheckFrequency":"soon",
                 "nodeLabels":{"a":1},"registerWithTaints":[{"key":"","effect":"Never"}]}
                """))
        .containsExactly(
            "line 2, column 2: engine: docker is not there yet; embedded is",
            "line 2, column 37: nodeAddresses[0]: the number 7 where text (in quotes) is expected",
            "line 3, column 16: nodeLabels.a: the number 1 where text (in quotes) is expected",
            "line 3, column 55: registerWithTaints[0].effect: \"Never\" is none of"
                + " NoSchedule, PreferNoSchedule, NoExecute",
            "line 3, column 46: registerWithTaints[0].key: is missing",
            "line 2, column 40: fileCheckFrequency: soon is not a duration such as 20s",
            "line 1, column 68: nodeNam: is not a field of a RuntimeConfiguration;"
                + " mend its spelling or its indentation");
  }

  @Test
  void refusesADoubledField() {
    assertThat(problems("kind: a\nkind: b\n"))
        .first()
        .asString()
        .contains("line 2, column 1: kind: is given twice");
  }

  @Test
  void refusesAnotherKind() {
    assertThat(problems("apiVersion: v1\nkind: Pod\nspec: {}\n"))
        .containsExactly(
            "line 2, column 1: kind: \"v1 Pod\" is neither keelson.dev/v1alpha1"
                + " RuntimeConfiguration nor kubelet.config.k8s.io/v1beta1 KubeletConfiguration");
  }

  @Test
  void tellsWhereItIsNoYaml() {
    assertThat(problems("a: b: c\n")).first().asString().startsWith("line 1, column 5: ");
  }
}
