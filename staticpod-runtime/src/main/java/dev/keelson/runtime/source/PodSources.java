package dev.keelson.runtime.source;

import dev.keelson.runtime.config.ManifestSources;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.time.Timers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** All sources of manifests that a configuration names, watched until closed. */
public final class PodSources implements AutoCloseable {
  private final List<AutoCloseable> sources = new ArrayList<>();

  private PodSources() {}

  /**
   * Begins to watch.
   *
   * @param sink told what all of them ask for together, on their threads but one at a time; first
   *     before this method returns where a path is given
   */
  public static PodSources start(
      ManifestSources config, String nodeName, Timers timers, Consumer<DesiredPods> sink) {
    return start(config, nodeName, timers, sink, new PodParser(ManifestParser::parse));
  }

  static PodSources start(
      ManifestSources config,
      String nodeName,
      Timers timers,
      Consumer<DesiredPods> sink,
      PodParser parser) {
    var all = new PodSources();
    int count = (config.path().isPresent() ? 1 : 0) + (config.url().isPresent() ? 1 : 0);
    var claims = new Claims(count, sink);
    config
        .path()
        .ifPresent(path ->
            all.sources.add(
                ManifestDirectory.start(
                    path, parser, nodeName, config.fileCheckFrequency(), timers, claims.of(0))));
    // What HTTP needs is loaded where a URL is asked, and not before: it costs memory.
    config
        .url()
        .ifPresent(url ->
            all.sources.add(
                ManifestUrl.start(url, config, parser, nodeName, timers, claims.of(count - 1))));
    return all;
  }

  /** Ends the watching. Idempotent. */
  @Override
  public void close() {
    for (AutoCloseable source : sources) {
      try {
        source.close();
      } catch (Exception e) {
        throw new IllegalStateException("closing a source of manifests", e);
      }
    }
  }
}
