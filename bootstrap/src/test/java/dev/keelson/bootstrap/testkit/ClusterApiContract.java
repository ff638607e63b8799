package dev.keelson.bootstrap.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.cluster.ClusterApi;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What bootstrap takes for granted of the Kubernetes API. */
public abstract class ClusterApiContract {
  /** A connection of somebody who may do everything, to an API that answers. */
  protected abstract ClusterApi open() throws Exception;

  @Test
  void whatIsNotThereIsEmpty() throws Exception {
    try (ClusterApi api = open()) {
      assertThat(api.get("v1", "ConfigMap", "default", "nobody")).isEmpty();
      assertThat(api.get("v1", "Node", "", "nobody")).isEmpty();
    }
  }

  @Test
  void applyingCreatesAndThenUpdates() throws Exception {
    try (ClusterApi api = open()) {
      api.apply(configMap("one"));
      assertThat(data(api)).contains(Map.of("key", "one"));
      api.apply(configMap("one"));
      api.apply(configMap("two"));
      assertThat(data(api)).contains(Map.of("key", "two"));
    }
  }

  @Test
  void anObjectOfNoNamespaceIsApplied() throws Exception {
    try (ClusterApi api = open()) {
      api.apply(
          Map.of(
              "apiVersion",
              "rbac.authorization.k8s.io/v1",
              "kind",
              "ClusterRole",
              "metadata",
              Map.of("name", "keelson:contract")));
      assertThat(api.get("rbac.authorization.k8s.io/v1", "ClusterRole", "", "keelson:contract"))
          .isPresent();
    }
  }

  @Test
  void anApiThatAnswersIsLive() throws Exception {
    try (ClusterApi api = open()) {
      assertThat(api.awaitLive(Duration.ofSeconds(30))).isEmpty();
    }
  }

  private static Map<String, Object> configMap(String value) {
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "ConfigMap",
        "metadata",
        Map.of("name", "contract", "namespace", "default"),
        "data",
        Map.of("key", value));
  }

  private static Optional<Object> data(ClusterApi api) {
    return api.get("v1", "ConfigMap", "default", "contract").map(object -> object.get("data"));
  }
}
