package dev.keelson.bootstrap.kubeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.pki.TestNode;
import dev.keelson.bootstrap.revision.PartFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class KubeconfigsTest {
  @TempDir private Path root;

  @Test
  void textIsThatOfClientGo() {
    try (var node = TestNode.in(root).initialized()) {
      var file = kubeconfigs(node).file(KubeconfigCatalog.ADMIN);
      assertThat(file.path()).isEqualTo(root.resolve("etc/kubernetes/admin.conf"));
      assertThat(file.mode()).isEqualTo(0600);
      assertThat(file.content().utf8().replaceAll("-data: \\S+", "-data: ..."))
          .isEqualTo(
              """
              apiVersion: v1
              clusters:
              - cluster:
                  certificate-authority-data: ...
                  server: https://10.0.0.5:6443
                name: kubernetes
              contexts:
              - context:
                  cluster: kubernetes
                  user: kubernetes-admin
                name: kubernetes-admin@kubernetes
              current-context: kubernetes-admin@kubernetes
              kind: Config
              users:
              - name: kubernetes-admin
                user:
                  client-certificate-data: ...
                  client-key-data: ...
              """);
      var data = cluster(file).get("certificate-authority-data");
      assertThat(
              new String(Base64.getDecoder().decode(String.valueOf(data)), StandardCharsets.UTF_8))
          .isEqualTo(node.pki().trustAnchor().utf8());
    }
  }

  @Test
  void peopleGoToTheEndpointAndTheNodeToItself() {
    var fields = "encryptionAlgorithm: ECDSA-P256\ncontrolPlaneEndpoint: \"[fd00::9]:443\"\n";
    try (var node = TestNode.in(root, fields)) {
      var kubeconfigs = kubeconfigs(node);
      assertThat(KubeconfigCatalog.all())
          .extracting(k -> cluster(kubeconfigs.file(k)).get("server"))
          .containsExactly(
              "https://[fd00::9]:443",
              "https://[fd00::9]:443",
              "https://10.0.0.5:6443",
              "https://10.0.0.5:6443",
              "https://10.0.0.5:6443");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "1.5", "two words", "a: b", "quo\"te\\", "ünïcode", "-", "x#y"})
  void anyClusterNameSurvivesYaml(String name) {
    var quoted = "\"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    try (var node =
        TestNode.in(root, "encryptionAlgorithm: ECDSA-P256\nclusterName: " + quoted + "\n")) {
      var parsed = parse(kubeconfigs(node).file(KubeconfigCatalog.ADMIN));
      assertThat(first(parsed, "clusters")).containsEntry("name", name);
      assertThat(parsed).containsEntry("current-context", "kubernetes-admin@" + name);
    }
  }

  @Test
  void existingFileOfThisCaStays() throws Exception {
    try (var node = initialized()) {
      var kubeconfigs = kubeconfigs(node);
      kubeconfigs.verify();
      assertThat(kubeconfigs.missingKeys()).isEmpty();
      assertThat(kubeconfigs.warnings()).isEmpty();
      var admin = root.resolve("etc/kubernetes/admin.conf");
      assertThat(kubeconfigs.file(KubeconfigCatalog.ADMIN).content().utf8())
          .isEqualTo(Files.readString(admin));
    }
  }

  @Test
  void anotherServerIsOnlyAWarning() throws Exception {
    try (var node = initialized()) {
      var admin = root.resolve("etc/kubernetes/admin.conf");
      Files.writeString(admin, Files.readString(admin).replace("10.0.0.5", "192.0.2.1"));
      kubeconfigs(node).verify();
      assertThat(kubeconfigs(node).warnings())
          .containsExactly(
              admin
                  + " stays as it is and points to https://192.0.2.1:6443, not to"
                  + " https://10.0.0.5:6443.");
    }
  }

  @Test
  void foreignCaAndGarbageAreNamedTogether(@TempDir Path elsewhere) throws Exception {
    try (var node = initialized();
        var other = TestNode.in(elsewhere)) {
      var foreign = kubeconfigs(other).file(KubeconfigCatalog.ADMIN).content().utf8();
      var admin = root.resolve("etc/kubernetes/admin.conf");
      var scheduler = root.resolve("etc/kubernetes/scheduler.conf");
      Files.writeString(admin, foreign);
      Files.writeString(scheduler, "{");
      assertThatThrownBy(() -> kubeconfigs(node).verify())
          .isInstanceOf(KubeconfigException.class)
          .hasMessage(
              admin
                  + " does not trust this cluster's CA, "
                  + root.resolve("etc/kubernetes/pki/ca.crt")
                  + "; put back the CA it was made for, or remove it to have a new one.\n"
                  + scheduler
                  + " is not a kubeconfig with a current context; remove it to have a new one.");
    }
  }

  @Test
  void withTheCaElsewhereAllMustBeThere() throws Exception {
    try (var node = initialized()) {
      Files.delete(root.resolve("etc/kubernetes/pki/ca.key"));
      kubeconfigs(node).verify();
      var scheduler = root.resolve("etc/kubernetes/scheduler.conf");
      Files.delete(scheduler);
      assertThat(kubeconfigs(node).missingKeys()).isEmpty();
      assertThatThrownBy(() -> kubeconfigs(node).file(KubeconfigCatalog.SCHEDULER))
          .hasMessage(
              scheduler
                  + " is missing, and it cannot be made, as the key of the cluster's CA is not"
                  + " here; put the file there.");
    }
  }

  private TestNode initialized() {
    var node = TestNode.in(root).initialized();
    var kubeconfigs = kubeconfigs(node);
    node.write(KubeconfigCatalog.all().stream().map(kubeconfigs::file).toList());
    node.forgetKeys();
    return node;
  }

  private static Kubeconfigs kubeconfigs(TestNode node) {
    return new Kubeconfigs(node.spec(), node.layout(), node.view(), node.pki());
  }

  private static Map<String, Object> cluster(PartFile file) {
    return mapping(first(parse(file), "clusters").get("cluster"));
  }

  private static Map<String, Object> first(Map<String, Object> parsed, String list) {
    return mapping(((List<?>) Objects.requireNonNull(parsed.get(list))).getFirst());
  }

  private static Map<String, Object> parse(PartFile file) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(file.content().utf8());
  }

  @SuppressWarnings("unchecked") // YAML's mappings have string keys here
  private static Map<String, Object> mapping(@Nullable Object mapping) {
    return (Map<String, Object>) Objects.requireNonNull(mapping);
  }
}
