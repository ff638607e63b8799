package dev.keelson.bootstrap.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The port to the Kubernetes API as one identity. Objects are maps as JSON has them. Failures are
 * {@link ClusterApiException} with verb, object, status and the server's sentence.
 */
public interface ClusterApi extends AutoCloseable {
  /** The object of that kind and name; empty where there is none. */
  Optional<Map<String, Object>> get(String apiVersion, String kind, String namespace, String name);

  /** Server-side apply with field manager {@code keelson}; creates or updates. Idempotent. */
  void apply(Map<String, Object> object);

  /**
   * Waits until the server's {@code /livez} answers ok; the last answer seen when it does not in
   * time.
   */
  Optional<String> awaitLive(Duration timeout) throws InterruptedException;

  @Override
  void close();
}
