package dev.keelson.e2e.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Builds what of a list of Go sources is not in the cache yet, one program after the other.
 *
 * <p>Interrupted or failed, it is run again and goes on at the first program that is missing.
 */
final class ComponentBuild {
  private final ComponentCache cache;
  private final Platform platform;
  private final BuildProgress progress;

  ComponentBuild(ComponentCache cache, Platform platform, BuildProgress progress) {
    this.cache = cache;
    this.platform = platform;
    this.progress = progress;
  }

  /** The programs of these sources that a directory lacks. */
  static long missing(List<GoSource> sources, Path binaries) {
    return sources.stream()
        .flatMap(source -> source.programs().stream())
        .filter(program -> !Files.exists(binaries.resolve(program.name())))
        .count();
  }

  /**
   * Builds every missing program of these sources into a directory.
   *
   * @param workspace a name for the wrapper modules' directory, such as the release
   */
  void programs(List<GoSource> sources, String workspace, Path binaries)
      throws IOException, InterruptedException {
    for (GoSource source : sources) {
      if (missing(List.of(source), binaries) > 0) {
        Path directory = cache.workspace(workspace).resolve(source.name());
        Files.createDirectories(directory);
        GoToolchain go = new GoToolchain(platform, directory.resolve("build.log"));
        go.prepare(source, directory);
        for (GoProgram program : source.programs()) {
          program(go, source, program, directory, binaries.resolve(program.name()));
        }
      }
    }
  }

  /** Packs images of the programs in a directory. */
  void archive(List<ImageRecipe> images, Path binaries, Path archive)
      throws IOException, InterruptedException {
    timed(
        "image archive",
        archive,
        () ->
            cache.publishContent(
                archive, out -> ImageArchive.write(platform, images, binaries, out)));
  }

  /** Makes images of Debian packages. */
  void debian(Path archive) throws IOException, InterruptedException {
    Path workspace = cache.workspace("debian-" + DebianImages.VERSION);
    timed(
        "nginx and busybox",
        archive,
        () -> cache.publish(archive, partial -> DebianImages.write(platform, workspace, partial)));
  }

  private void program(
      GoToolchain go, GoSource source, GoProgram program, Path directory, Path file)
      throws IOException, InterruptedException {
    if (Files.exists(file)) {
      return;
    }
    timed(
        program.name(),
        file,
        () ->
            cache.publish(
                file, partial -> go.build(directory, program, source.linkerFlags(), partial)));
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private void timed(String name, Path result, Work work) throws IOException, InterruptedException {
    progress.begin(name);
    long start = System.nanoTime();
    boolean done = false;
    try {
      work.run();
      done = true;
    } finally {
      if (!done) {
        progress.failed();
      }
    }
    progress.done(Duration.ofNanos(System.nanoTime() - start), Files.size(result));
  }
}
