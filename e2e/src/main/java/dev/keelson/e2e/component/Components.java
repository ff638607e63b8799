package dev.keelson.e2e.component;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A release's components on this machine: asked for, they are built if the cache lacks them.
 *
 * <p>Building takes minutes; only one process builds at a time, others wait for it.
 */
public final class Components {
  private final ComponentCache cache;
  private final Platform platform;
  private final PrintStream out;

  /**
   * The components of a cache.
   *
   * @param out what is being built is told here, a line each; nothing is said of what is there
   */
  public Components(ComponentCache cache, Platform platform, PrintStream out) {
    this.cache = cache;
    this.platform = platform;
    this.out = out;
  }

  /** The archive of a release's images. */
  public Path archive(ComponentVersions versions) throws IOException, InterruptedException {
    Path archive = cache.archive(versions, platform);
    if (!Files.exists(archive)) {
      build(versions, ComponentSources.images(versions), true);
    }
    return archive;
  }

  /** The directory of a release's executables, kubectl, kubeadm and kubelet among them. */
  public Path binaries(ComponentVersions versions) throws IOException, InterruptedException {
    List<GoSource> sources = ComponentSources.all(versions);
    Path binaries = cache.binaries(versions);
    if (ComponentBuild.missing(sources, binaries) > 0) {
      build(versions, sources, false);
    }
    return binaries;
  }

  /** One executable of a release, such as {@code kubectl}. */
  public Path program(ComponentVersions versions, String name)
      throws IOException, InterruptedException {
    Path program = cache.binaries(versions).resolve(name);
    if (!Files.exists(program)) {
      build(versions, ComponentSources.program(versions, name), false);
    }
    return program;
  }

  /** The directory of containerd, crictl and the CNI plugins. */
  public Path benchmarkTools() throws IOException, InterruptedException {
    List<GoSource> sources = ComponentSources.benchmark();
    Path binaries = cache.benchmarkTools();
    if (ComponentBuild.missing(sources, binaries) > 0) {
      try (ComponentCache.Lock _ = lock()) {
        long missing = ComponentBuild.missing(sources, binaries);
        BuildProgress progress = new BuildProgress(out, missing);
        progress.headline("Building what the benchmark compares with, from Go modules");
        new ComponentBuild(cache, platform, progress).programs(sources, "benchmark", binaries);
      }
    }
    return binaries;
  }

  /** The archive of {@link StampImage#NAME} and of the release's sandbox image. */
  public Path stampArchive(ComponentVersions versions) throws IOException, InterruptedException {
    StampImage image = cache.stamp(platform);
    if (!Files.exists(image.archive())) {
      try (ComponentCache.Lock _ = lock()) {
        List<GoSource> sources = ComponentSources.stamp();
        long missing = ComponentBuild.missing(sources, image.binaries());
        BuildProgress progress = new BuildProgress(out, missing + 1);
        progress.headline("Building the pod whose life is measured");
        ComponentBuild build = new ComponentBuild(cache, platform, progress);
        build.programs(sources, "stamp-" + StampImage.VERSION, image.binaries());
        build.archive(ImageRecipe.stamp(versions), image.binaries(), image.archive());
      }
    }
    return image.archive();
  }

  /** The docker-archive of Debian's nginx and busybox under Docker Hub's names. */
  public Path debianArchive() throws IOException, InterruptedException {
    Path archive = cache.debian(platform);
    if (!Files.exists(archive)) {
      try (ComponentCache.Lock _ = lock()) {
        BuildProgress progress = new BuildProgress(out, 1);
        progress.headline("Making nginx and busybox images of Debian packages");
        new ComponentBuild(cache, platform, progress).debian(archive);
      }
    }
    return archive;
  }

  private void build(ComponentVersions versions, List<GoSource> sources, boolean pack)
      throws IOException, InterruptedException {
    try (ComponentCache.Lock _ = lock()) {
      Path binaries = cache.binaries(versions);
      long missing = ComponentBuild.missing(sources, binaries);
      BuildProgress progress = new BuildProgress(out, missing + (pack ? 1 : 0));
      progress.headline(
          "Building Kubernetes %s, etcd %s, CoreDNS %s and pause %s from Go modules, for %s"
              .formatted(
                  versions.kubernetes(),
                  versions.etcd(),
                  versions.coredns(),
                  versions.pause(),
                  platform));
      ComponentBuild build = new ComponentBuild(cache, platform, progress);
      build.programs(sources, versions.kubernetes(), binaries);
      if (pack && !Files.exists(cache.archive(versions, platform))) {
        build.archive(ImageRecipe.all(versions), binaries, cache.archive(versions, platform));
      }
    }
  }

  private ComponentCache.Lock lock() throws IOException {
    return cache.lock(() -> out.println("Another process builds components; waiting for it."));
  }
}
