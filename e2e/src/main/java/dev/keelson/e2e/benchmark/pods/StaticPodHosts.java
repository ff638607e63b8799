package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.SearchPath;
import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Who takes part, in the order of the report; what they need is built if it is not there. */
final class StaticPodHosts {
  private StaticPodHosts() {}

  static List<StaticPodHost> all(PodOptions options) throws IOException, InterruptedException {
    ComponentVersions versions = ComponentVersions.all().getFirst();
    Components components = new Components(ComponentCache.ofUser(), Platform.current(), System.err);
    Path images = components.stampArchive(versions);
    Path binaries = components.program(versions, "kubelet").resolveSibling(".").normalize();
    return Stream.<StaticPodHost>of(
            new KubeletHost(
                new SearchPath(List.of(binaries, components.benchmarkTools())),
                images,
                "registry.k8s.io/pause:" + versions.pause(),
                List.of()),
            new KeelsonHost(options.launcher().toAbsolutePath(), images))
        .filter(host -> options.only().contains(host.name()))
        .toList();
  }
}
