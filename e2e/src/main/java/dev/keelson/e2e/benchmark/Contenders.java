package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.component.ComponentCache;
import dev.keelson.e2e.component.ComponentVersions;
import dev.keelson.e2e.component.Components;
import dev.keelson.e2e.component.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who takes part, in the order of the report; what they need is built if it is not there. */
public final class Contenders {
  private Contenders() {}

  /**
   * Those of these names.
   *
   * @param launcher the distribution's {@code bin/keelson}
   */
  public static List<Contender> of(Set<String> names, Path launcher)
      throws IOException, InterruptedException {
    ComponentVersions versions = ComponentVersions.all().getFirst();
    Components components = new Components(ComponentCache.ofUser(), Platform.current(), System.err);
    Path images = components.archive(versions);
    Path binaries = components.binaries(versions);
    Path tools = components.benchmarkTools();
    return Stream.<Contender>of(
            new BareProcesses(versions.kubernetes(), new SearchPath(List.of(binaries))),
            new Keelson(versions.kubernetes(), launcher.toAbsolutePath(), images),
            new Kubeadm(
                versions.kubernetes(),
                new SearchPath(List.of(binaries, tools)),
                images,
                "registry.k8s.io/pause:" + versions.pause()))
        .filter(contender -> names.contains(contender.name()))
        .toList();
  }
}
