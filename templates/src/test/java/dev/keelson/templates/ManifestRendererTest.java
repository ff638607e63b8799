package dev.keelson.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.templates.model.ComponentManifest;
import dev.keelson.templates.model.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ManifestRendererTest {
  private final ManifestRenderer renderer = new ManifestRenderer();

  @ParameterizedTest
  @EnumSource
  void rendersThePlainestPod(ManifestTemplate template) {
    assertGolden(template, "plain", StaticPodScenarios.plain(template));
  }

  @ParameterizedTest
  @EnumSource
  void rendersEverythingAPodCanHave(ManifestTemplate template) {
    assertGolden(template, "full", StaticPodScenarios.full(template));
  }

  @ParameterizedTest
  @EnumSource
  void keepsEveryCharacterOfAnArgument(ManifestTemplate template) {
    var text = renderer.render(template, StaticPodScenarios.full(template));

    assertThat(StrictYaml.parse(text))
        .extractingByKey("spec", InstanceOfAssertFactories.MAP)
        .extractingByKey("containers", InstanceOfAssertFactories.LIST)
        .first(InstanceOfAssertFactories.map(String.class, Object.class))
        .containsEntry(
            "command",
            List.of(
                "thing",
                "--a=\"quoted\" # no comment",
                "--b=line\nbreak",
                "--c=</x>\u0001é'\u007f\u2028\u0085😀"))
        .containsEntry(
            "env",
            List.of(
                Map.of("name", "A", "value", "yes"),
                Map.of("name", "EMPTY"),
                Map.of(
                    "name",
                    "IP",
                    "valueFrom",
                    Map.of("fieldRef", Map.of("apiVersion", "v1", "fieldPath", "status.podIP"))),
                Map.of(
                    "name",
                    "K",
                    "valueFrom",
                    Map.of("configMapKeyRef", Map.of("key", "k", "name", "n", "optional", true)))));
  }

  @ParameterizedTest
  @EnumSource
  void namesItsRecordInTheFirstLine(ManifestTemplate template) throws IOException {
    try (var stream = getClass().getResourceAsStream("/manifests/" + template.file())) {
      assertThat(stream).as(template.file()).isNotNull();
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().findFirst())
          .contains("<#-- " + template.model().getName() + " -->");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ETCD", "KUBE_APISERVER"})
  void refusesTheRecordOfAnother(ManifestTemplate template) {
    var plain = (ComponentManifest) StaticPodScenarios.plain(ManifestTemplate.KUBE_SCHEDULER);

    assertThatThrownBy(() -> renderer.render(template, plain))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(template.model().getSimpleName());
  }

  private void assertGolden(ManifestTemplate template, String scenario, Manifest manifest) {
    var text = renderer.render(template, manifest);
    assertThat(StrictYaml.parse(text)).containsEntry("kind", "Pod");
    var name = template.name().toLowerCase(Locale.ROOT).replace('_', '-');
    GoldenFile.assertEqual("static-pods/" + scenario + "/" + name + ".yaml", text);
  }
}
