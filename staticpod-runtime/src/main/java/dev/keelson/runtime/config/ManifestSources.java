package dev.keelson.runtime.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where manifests come from; a path and a URL may be given both.
 *
 * @param path a directory of manifests, or one manifest
 * @param fileCheckFrequency how often the path is read though nothing was noticed
 * @param url where manifests are asked for
 * @param urlHeaders sent with every request to the URL; their values are secrets
 * @param httpCheckFrequency how often the URL is asked
 */
public record ManifestSources(
    Optional<Path> path,
    Duration fileCheckFrequency,
    Optional<URI> url,
    Map<String, List<String>> urlHeaders,
    Duration httpCheckFrequency) {
  /** The kubelet's frequencies, and no source. */
  public static final ManifestSources NONE =
      new ManifestSources(
          Optional.empty(),
          Duration.ofSeconds(20),
          Optional.empty(),
          Map.of(),
          Duration.ofSeconds(20));

  public ManifestSources {
    urlHeaders = Map.copyOf(urlHeaders);
  }

  /** The URL that {@code text} writes; empty where it is no absolute one of http or https. */
  public static Optional<URI> parseUrl(String text) {
    try {
      var url = new URI(text);
      boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return http && url.getHost() != null ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }

  /** The same with that directory or file. */
  public ManifestSources withPath(Path other) {
    return new ManifestSources(
        Optional.of(other), fileCheckFrequency, url, urlHeaders, httpCheckFrequency);
  }

  /** The same with that directory or file where no source is given at all. */
  public ManifestSources or(Path otherwise) {
    return path.isEmpty() && url.isEmpty() ? withPath(otherwise) : this;
  }

  /** Without the values of the headers. */
  @Override
  public String toString() {
    return "ManifestSources[path=%s, fileCheckFrequency=%s, url=%s, urlHeaders=%s, httpCheckFrequency=%s]"
        .formatted(path, fileCheckFrequency, url, urlHeaders.keySet(), httpCheckFrequency);
  }
}
