package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ConfigFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What kubeadm v1.37.1 wrote for the configuration beside it: {@code kubeadm init phase
 * control-plane all} and {@code init phase etcd local}, on Debian, with the proxy variables of the
 * scenario extra-envs, and in external-ca with ca.key taken away before.
 */
record KubeadmManifests(Path directory) {
  private static final Path ALL = Path.of("src/test/resources/kubeadm-v1.37.1");

  static List<KubeadmManifests> all() {
    try (var directories = Files.list(ALL)) {
      return directories.sorted().map(KubeadmManifests::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + ALL, e);
    }
  }

  String scenario() {
    return directory.getFileName().toString();
  }

  ConfigFile config() {
    return ConfigFile.load(directory.resolve("config.yaml"));
  }

  Set<String> podNames() {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .filter(name -> !name.equals("config"))
          .collect(java.util.stream.Collectors.toSet());
    } catch (IOException e) {
      throw new UncheckedIOException("listing " + directory, e);
    }
  }

  Map<String, Object> manifest(Component component) {
    try {
      return parse(Files.readString(directory.resolve(component.podName() + ".yaml")));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the manifest of " + component, e);
    }
  }

  static Map<String, Object> parse(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options)).load(text);
  }

  /** Takes from a manifest of ours what differs from kubeadm's on purpose: the whole list. */
  static Map<String, Object> withoutOurOwn(Map<String, Object> manifest) {
    var metadata = mapping(manifest, "metadata");
    var annotations = mapping(metadata, "annotations");
    annotations.keySet().removeIf(key -> key.startsWith("keelson.dev/"));
    if (annotations.isEmpty()) {
      metadata.remove("annotations");
    }
    var containers = (List<?>) mapping(manifest, "spec").get("containers");
    for (var container : Objects.requireNonNull(containers)) {
      var fields = cast(container);
      var command = new ArrayList<>((List<?>) Objects.requireNonNull(fields.get("command")));
      command.remove("--permit-port-sharing=true");
      command.remove("--shutdown-send-retry-after=true");
      command.remove("--leader-elect-retry-period=500ms");
      command.remove("--kube-api-burst=200");
      command.remove("--socket-reuse-port=true");
      command.remove("--election-timeout=500");
      fields.put("command", command);
    }
    return manifest;
  }

  static Map<String, Object> mapping(Map<String, Object> parent, String name) {
    return cast(Objects.requireNonNull(parent.get(name), name));
  }

  @SuppressWarnings("unchecked") // YAML's mappings have string keys here
  private static Map<String, Object> cast(Object mapping) {
    return (Map<String, Object>) mapping;
  }
}
