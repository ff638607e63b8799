package dev.keelson.bootstrap.kubeconfig;

import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.pki.Certificates;
import dev.keelson.bootstrap.revision.Bytes;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What matters of a kubeconfig that is there already: the cluster of its current context.
 *
 * @param server the URL it points to; empty text where it has none
 * @param authority the CA certificates it trusts, in its order; none where it names none
 */
record ExistingKubeconfig(String server, List<X509Certificate> authority) {

  /**
   * Reads a file's content.
   *
   * @param node to read a CA file that the kubeconfig names instead of embedding it
   * @return empty where it is no kubeconfig with a current context and its cluster
   */
  static Optional<ExistingKubeconfig> parse(Bytes content, NodeView node) {
    try {
      var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      var root = mapping(yaml.load(content.utf8()));
      return named(root.get("contexts"), root.get("current-context"))
          .map(entry -> mapping(entry.get("context")))
          .flatMap(context -> named(root.get("clusters"), context.get("cluster")))
          .map(entry -> mapping(entry.get("cluster")))
          .map(cluster -> of(cluster, node));
    } catch (YAMLException | IllegalArgumentException _) {
      return Optional.empty(); // the caller names the file; its content may be secret
    }
  }

  private static ExistingKubeconfig of(Map<?, ?> cluster, NodeView node) {
    var server = cluster.get("server") instanceof String s ? s : "";
    return new ExistingKubeconfig(
        server, authority(cluster, node).map(Certificates::parse).orElse(List.of()));
  }

  private static Optional<Bytes> authority(Map<?, ?> cluster, NodeView node) {
    if (cluster.get("certificate-authority-data") instanceof String data && !data.isBlank()) {
      return Optional.of(Bytes.of(Base64.getMimeDecoder().decode(data)));
    }
    return cluster.get("certificate-authority") instanceof String file && !file.isBlank()
        ? node.read(Path.of(file))
        : Optional.empty();
  }

  /** The entry of that name in a list of named entries. */
  private static Optional<Map<?, ?>> named(@Nullable Object entries, @Nullable Object name) {
    if (!(entries instanceof List<?> list) || name == null) {
      return Optional.empty();
    }
    for (Object entry : list) {
      var candidate = mapping(entry);
      if (name.equals(candidate.get("name"))) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Map<?, ?> mapping(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}
