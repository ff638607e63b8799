package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.ImageReference;
import java.net.URI;
import java.util.Set;

/**
 * Where a registry's protocol is spoken.
 *
 * @param registry as references name it; a mirror's own host
 * @param base scheme and host, without a slash at the end
 * @param root where the protocol's paths begin
 * @param query behind each of them: a mirror is told whose image is meant
 */
record RegistryEndpoint(String registry, String base, String root, String query) {
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
    return new RegistryEndpoint(registry, (plain ? "http://" : "https://") + host, "/v2/", "");
  }

  /**
   * Another host that has a registry's images, asked as containerd asks its mirrors.
   *
   * @param url with {@code https} where it has no scheme
   * @param overridePath whether the protocol's path is in the URL already
   */
  static RegistryEndpoint mirror(String url, String registry, boolean overridePath) {
    URI uri = URI.create(url.contains("://") ? url : "https://" + url);
    String path = String.valueOf(uri.getRawPath()).replaceFirst("/+$", "");
    String root = overridePath || path.endsWith("/v2") ? path + "/" : path + "/v2/";
    String host = uri.getRawAuthority();
    String query = host.equals(registry) ? "" : "?ns=" + registry;
    return new RegistryEndpoint(host, uri.getScheme() + "://" + host, root, query);
  }

  /** A path of the protocol's second version. */
  URI uri(String path) {
    return URI.create(base + root + path + query);
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
