package dev.keelson.cli.wiring;

import dev.keelson.runtime.config.ManifestSources;
import dev.keelson.runtime.config.RuntimeConfig;
import dev.keelson.runtime.network.PodCidrs;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the flags of {@code runtime run} say; they go over what a file says.
 *
 * @param config the file; empty for the usual one, where it exists
 * @param urlHeaders empty for those of the file
 * @param podCidrs empty for those of the file
 */
public record RunRequest(
    Path rootDir,
    Optional<Path> config,
    Optional<Path> manifests,
    Optional<Duration> fileCheckFrequency,
    Optional<URI> manifestUrl,
    Map<String, List<String>> urlHeaders,
    Optional<Duration> httpCheckFrequency,
    Optional<String> nodeName,
    Optional<PodCidrs> podCidrs) {
  public RunRequest {
    urlHeaders = Map.copyOf(urlHeaders);
  }

  /** The URL that {@code text} writes; empty where it is no absolute one of http or https. */
  public static Optional<URI> url(String text) {
    return ManifestSources.parseUrl(text);
  }

  /** The configuration with the flags over it. */
  RuntimeConfig over(RuntimeConfig file) {
    ManifestSources sources = file.sources();
    var flagged =
        new ManifestSources(
            manifests.map(Path::toAbsolutePath).or(sources::path),
            fileCheckFrequency.orElse(sources.fileCheckFrequency()),
            manifestUrl.or(sources::url),
            urlHeaders.isEmpty() ? sources.urlHeaders() : urlHeaders,
            httpCheckFrequency.orElse(sources.httpCheckFrequency()));
    RuntimeConfig config = file.withSources(flagged);
    RuntimeConfig named = nodeName.map(config::withNodeName).orElse(config);
    return podCidrs
        .map(c -> named.withKubelet(named.kubelet().withPodCidrs(c.ranges())))
        .orElse(named);
  }
}
