package dev.keelson.e2e.component;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The registry of Kubernetes, from which nothing needs to be built. */
final class PublicRegistry {
  private static final URI ADDRESS = URI.create("https://registry.k8s.io/v2/");
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private PublicRegistry() {}

  /** Whether the registry answers within two seconds. */
  static boolean answers() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(ADDRESS).timeout(PATIENCE).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      return status == 200 || status == 401;
    } catch (IOException _) {
      return false;
    }
  }
}
