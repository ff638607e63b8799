package dev.keelson.cli.wiring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.bootstrap.cluster.ClusterApi;
import dev.keelson.bootstrap.cluster.ClusterApiException;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.ResourcePath;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Bootstrap's port to the Kubernetes API, over the runtime's client. */
final class KubeClusterApi implements ClusterApi {
  private static final String FIELD_MANAGER = "keelson";

  private final KubeClient client;
  private final Pause pause;

  /** What is waited between two questions to a server that does not answer yet. */
  interface Pause {
    void rest() throws InterruptedException;
  }

  /** The API behind that client, which closes with it. */
  KubeClusterApi(KubeClient client, Pause pause) {
    this.client = client;
    this.pause = pause;
  }

  @Override
  public Optional<Map<String, Object>> get(
      String apiVersion, String kind, String namespace, String name) {
    return answered(
        () -> client.get(path(apiVersion, kind, namespace, name)).found().map(KubeClusterApi::map));
  }

  @Override
  public void apply(Map<String, Object> object) {
    ObjectNode node = ApiJson.MAPPER.valueToTree(object);
    String namespace = node.path("metadata").path("namespace").asText("");
    String name = node.path("metadata").path("name").asText();
    String kind = node.path("kind").asText();
    KubeReply reply =
        answered(() ->
            client.apply(
                path(node.path("apiVersion").asText(), kind, namespace, name),
                node,
                FIELD_MANAGER));
    if (!(reply instanceof KubeReply.Found)) {
      throw new ClusterApiException(
          "applying " + kind + " " + name + ": the API server answered " + reply, null);
    }
  }

  @Override
  public Optional<String> awaitLive(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    String last = "";
    while (System.nanoTime() < deadline) {
      try {
        var answer = client.text("/livez", Duration.ofSeconds(5));
        if (answer.status() == 200) {
          return Optional.empty();
        }
        last = "/livez answered " + answer.status() + ": " + answer.body();
      } catch (KubeException e) {
        last = String.valueOf(e.getMessage());
      }
      // Nothing tells when a server begins to answer; asking again is the only way to know.
      pause.rest();
    }
    return Optional.of(last);
  }

  @Override
  public void close() {
    client.close();
  }

  private interface Call<T> {
    T run() throws InterruptedException;
  }

  private static <T> T answered(Call<T> call) {
    try {
      return call.run();
    } catch (KubeException e) {
      throw new ClusterApiException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterApiException("interrupted while the API server was asked", e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(ObjectNode node) {
    return ApiJson.MAPPER.convertValue(node, Map.class);
  }

  private static ResourcePath path(String apiVersion, String kind, String namespace, String name) {
    return ResourcePath.ofKind(apiVersion, kind, namespace, name);
  }
}
