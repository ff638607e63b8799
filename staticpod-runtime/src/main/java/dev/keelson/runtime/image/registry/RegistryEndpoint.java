package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.ImageReference;
import java.net.URI;
import java.util.Set;

/**
 * Where a registry's protocol is spoken.
 *
 * @param registry as references name it
 * @param base scheme and host, without a slash at the end
 */
record RegistryEndpoint(String registry, String base) {
  private static final String DOCKER = "docker.io";
  private static final String DOCKER_HOST = "registry-1.docker.io";

  /**
   * The endpoint of a reference's registry: https, but for this machine's own and those named as
   * insecure.
   */
  static RegistryEndpoint of(ImageReference reference, Set<String> insecure) {
    String registry = reference.registry();
    boolean plain = insecure.contains(registry) || isLoopback(registry);
    String host = registry.equals(DOCKER) ? DOCKER_HOST : registry;
    return new RegistryEndpoint(registry, (plain ? "http://" : "https://") + host);
  }

  /** A path of the protocol's second version. */
  URI uri(String path) {
    return URI.create(base + "/v2/" + path);
  }

  boolean isPlain() {
    return base.startsWith("http:");
  }

  private static boolean isLoopback(String registry) {
    int colon = registry.lastIndexOf(':');
    String host = colon > registry.lastIndexOf(']') ? registry.substring(0, colon) : registry;
    return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
  }
}
