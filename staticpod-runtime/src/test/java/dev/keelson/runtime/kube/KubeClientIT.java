package dev.keelson.runtime.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KubeClientIT {
  private static final String FINALIZER_FREE = "{\"kind\":\"DeleteOptions\",\"apiVersion\":\"v1\"}";
  @TempDir private static Path directory;
  private static RealApiServer server;
  private static KubeClient client;

  @BeforeAll
  static void start() throws Exception {
    server = RealApiServer.start(directory);
    client = server.admin();
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  private static ObjectNode configMap(String name, String value) throws Exception {
    return json(
        """
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"%s"},"data":{"a":"%s"}}
        """
            .formatted(name, value));
  }

  private static ObjectNode json(String text) throws Exception {
    return (ObjectNode) KubeClient.JSON.readTree(text);
  }

  private static ResourcePath path(String name) {
    return ResourcePath.namespaced("v1", "default", "configmaps", name);
  }

  @Test
  void createsChangesAndDeletes() throws Exception {
    ResourcePath path = path("one");
    assertThat(client.get(path)).isInstanceOf(KubeReply.NotFound.class);

    client.create(path.collection(), configMap("one", "1"));
    assertThat(client.create(path.collection(), configMap("one", "1")))
        .isInstanceOf(KubeReply.Conflict.class);
    client.patch(path, PatchType.MERGE, json("{\"data\":{\"a\":null,\"b\":\"2\"}}"));

    assertThat(client.get(path).found().orElseThrow().path("data")).hasToString("{\"b\":\"2\"}");
    assertThat(client.delete(path, json(FINALIZER_FREE))).isInstanceOf(KubeReply.Found.class);
    assertThat(client.get(path).found()).isEmpty();
    assertThat(client.delete(path, json(FINALIZER_FREE))).isInstanceOf(KubeReply.NotFound.class);
  }

  @Test
  void appliesAsOneOfSeveralManagers() throws Exception {
    client.apply(path("two"), configMap("two", "1"), "other");
    client.apply(path("two"), configMap("two", "2"), "keelson");

    ObjectNode found = client.get(path("two")).found().orElseThrow();
    assertThat(found.at("/data/a").asText()).isEqualTo("2");
    assertThat(found.at("/metadata/managedFields").findValuesAsText("manager")).contains("keelson");
  }

  @Test
  void refusesToDeleteAnotherOfTheSameName() throws Exception {
    client.apply(path("three"), configMap("three", "1"), "keelson");
    ObjectNode options = json(FINALIZER_FREE);
    options.putObject("preconditions").put("uid", "another");

    assertThat(client.delete(path("three"), options)).isInstanceOf(KubeReply.Conflict.class);
  }

  @Test
  void watchesFromTheListOn() throws Exception {
    ResourcePath all = path("").collection();
    String version = client.list(all, Map.of()).path("metadata").path("resourceVersion").asText();
    var query = Map.of("watch", "1", "resourceVersion", version, "timeoutSeconds", "60");
    try (KubeWatch watch = client.watch(all, query)) {
      client.create(all, configMap("four", "1"));

      WatchEvent event = watch.next().orElseThrow();

      assertThat(event.kind()).isEqualTo(WatchEvent.Kind.ADDED);
      assertThat(event.object().at("/metadata/name").asText()).isEqualTo("four");
    }
  }

  @Test
  void saysWhatTheServerSaid() throws Exception {
    ObjectNode broken = configMap("five", "1");
    broken.withObject("/metadata").put("name", "Not A Name");

    assertThatThrownBy(() -> client.create(path("").collection(), broken))
        .isInstanceOf(KubeException.class)
        .hasMessageContaining("the API server answered 422")
        .hasMessageContaining("Not A Name")
        .matches(e -> ((KubeException) e).refused());
  }

  @Test
  void tellsANodeFromAnAdmin() throws Exception {
    try (KubeClient node = KubeClient.open(KubeConfig.load(server.nodeKubeconfig("cp1")))) {
      assertThatThrownBy(() -> node.get(path("two")))
          .hasMessageContaining("403")
          .hasMessageContaining("system:node:cp1");
    }
  }

  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    KubeClient other = server.admin();
    KubeWatch watch =
        other.watch(
            ResourcePath.all("v1", "secrets"),
            Map.of("watch", "1", "resourceVersion", "", "timeoutSeconds", "60"));
    var waiting =
        CompletableFuture.supplyAsync(() -> {
          try {
            while (watch.next().isPresent()) {
              // Whatever secrets there are.
            }
            return "ended";
          } catch (KubeException e) {
            return "broke off";
          }
        });

    other.close();

    assertThat(waiting).succeedsWithin(Duration.ofSeconds(5)).isIn("ended", "broke off");
  }

  @Test
  void saysWhereNobodyAnswers() throws Exception {
    KubeConfig config = KubeConfig.load(server.nodeKubeconfig("cp1"));
    var nowhere =
        new KubeConfig(
            java.net.URI.create("https://127.0.0.1:1"),
            config.certificateAuthority(),
            config.clientCertificate(),
            config.clientKey(),
            config.token());
    try (KubeClient other = KubeClient.open(nowhere)) {
      assertThatThrownBy(() -> other.get(path("two")))
          .isInstanceOf(KubeException.class)
          .hasMessageContaining("https://127.0.0.1:1/api/v1")
          .hasMessageContaining("not to be reached");
    }
  }
}
