package dev.keelson.e2e.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The properties file says what each release's own kubeadm says. */
class ComponentVersionsIT {
  static List<ComponentVersions> releases() {
    return ComponentVersions.all();
  }

  @ParameterizedTest
  @MethodSource("releases")
  void kubeadmListsExactlyTheImagesOfTheArchive(ComponentVersions versions) throws Exception {
    Path program =
        new Components(ComponentCache.ofUser(), Platform.current(), System.err)
            .program(versions, "kubeadm");
    Process kubeadm =
        new ProcessBuilder(
                program.toString(),
                "config",
                "images",
                "list",
                "--kubernetes-version",
                versions.kubernetes())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String listed = new String(kubeadm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(kubeadm.waitFor()).isZero();
    assertThat(listed.lines())
        .containsExactlyInAnyOrderElementsOf(
            ImageRecipe.all(versions).stream().map(ImageRecipe::name).toList());
  }
}
