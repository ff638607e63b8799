package dev.keelson.bootstrap.desired;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ConfigLoader;
import dev.keelson.bootstrap.config.InitFlags;
import dev.keelson.bootstrap.config.NodeFacts;
import dev.keelson.bootstrap.node.NodeLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The manifests of many configurations equal those that the real kubeadm wrote. */
class KubeadmParityTest {
  private static final List<Path> DEBIAN_CA_DIRECTORIES =
      Stream.of(
              "/etc/ca-certificates",
              "/usr/share/ca-certificates",
              "/usr/local/share/ca-certificates")
          .map(Path::of)
          .toList();

  @TestFactory
  Stream<DynamicTest> equalsKubeadm() {
    return KubeadmManifests.all().stream()
        .flatMap(kubeadm ->
            Component.of(spec(kubeadm)).stream()
                .map(component ->
                    DynamicTest.dynamicTest(
                        kubeadm.scenario() + " " + component.podName(),
                        () -> compare(kubeadm, component))));
  }

  @TestFactory
  Stream<DynamicTest> hasTheSamePods() {
    return KubeadmManifests.all().stream()
        .map(kubeadm ->
            DynamicTest.dynamicTest(
                kubeadm.scenario(),
                () ->
                    assertThat(
                            Component.of(spec(kubeadm)).stream()
                                .map(Component::podName)
                                .collect(Collectors.toSet()))
                        .isEqualTo(kubeadm.podNames())));
  }

  @Test
  void coversADozenConfigurations() {
    assertThat(KubeadmManifests.all()).hasSizeGreaterThanOrEqualTo(12);
  }

  private static void compare(KubeadmManifests kubeadm, Component component) {
    var spec = spec(kubeadm);
    var facts =
        new HostFacts(
            kubeadm.scenario().equals("external-ca"), DEBIAN_CA_DIRECTORIES, new TreeMap<>());
    var part =
        ComponentParts.of(component, spec, NodeLayout.standard(), facts, List.of(), List.of());
    var manifest = part.files().getLast();

    assertThat(manifest.path())
        .isEqualTo(Path.of("/etc/kubernetes/manifests/" + component.podName() + ".yaml"));
    assertThat(manifest.mode()).isEqualTo(0600);
    assertThat(KubeadmManifests.withoutOurOwn(KubeadmManifests.parse(manifest.content().utf8())))
        .isEqualTo(expected(kubeadm, component));
  }

  private static Map<String, Object> expected(KubeadmManifests kubeadm, Component component) {
    var manifest = kubeadm.manifest(component);
    if (kubeadm.scenario().equals("one-minor-older") && component == Component.ETCD) {
      // The etcd of that release's own kubeadm, not of the next one's.
      var containers = (List<?>) KubeadmManifests.mapping(manifest, "spec").get("containers");
      assertThat(containers).hasSize(1);
      return KubeadmManifests.parse(
          new org.yaml.snakeyaml.Yaml().dump(manifest).replace("etcd:3.7.0-0", "etcd:3.6.8-0"));
    }
    return manifest;
  }

  private static ClusterSpec spec(KubeadmManifests kubeadm) {
    Map<String, String> environment =
        kubeadm.scenario().equals("extra-envs")
            ? Map.of(
                "https_proxy",
                "http://proxy.example.org:3128",
                "no_proxy",
                "localhost",
                "empty_proxy",
                "",
                "PATH",
                "/bin")
            : Map.of();
    return ConfigLoader.load(
            List.of(kubeadm.config()),
            InitFlags.NONE,
            new NodeFacts("host", Optional.empty(), environment))
        .cluster();
  }
}
