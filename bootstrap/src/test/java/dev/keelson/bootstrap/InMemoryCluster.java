package dev.keelson.bootstrap;

import dev.keelson.bootstrap.cluster.ClusterApi;
import dev.keelson.bootstrap.cluster.ClusterApiConnector;
import dev.keelson.bootstrap.revision.Bytes;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An API that keeps what is applied, by kind and name. */
final class InMemoryCluster implements ClusterApiConnector {
  final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();

  @Override
  public ClusterApi connect(Bytes kubeconfig, String server) {
    if (!kubeconfig.utf8().contains("kind: Config")) {
      throw new IllegalArgumentException("not a kubeconfig");
    }
    return new Connection();
  }

  private final class Connection implements ClusterApi {
    @Override
    public Optional<Map<String, Object>> get(
        String apiVersion, String kind, String namespace, String name) {
      return Optional.ofNullable(objects.get(kind + "/" + name));
    }

    @Override
    public void apply(Map<String, Object> object) {
      var metadata = (Map<?, ?>) object.getOrDefault("metadata", Map.of());
      objects.put(object.get("kind") + "/" + metadata.get("name"), object);
    }

    @Override
    public Optional<String> awaitLive(Duration timeout) {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing was opened.
    }
  }
}
