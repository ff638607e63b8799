package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code keelson runtime run} of the built distribution.
 *
 * @param launcher the distribution's {@code bin/keelson}
 * @param images the archive that is imported
 */
record KeelsonHost(Path launcher, Path images) implements StaticPodHost {
  private static final Duration IMPORTING = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "keelson";
  }

  @Override
  public String title() {
    return "keelson runtime run";
  }

  @Override
  public void prepare(TestNode node) throws InterruptedException {
    node.exec(IMPORTING, launcher.toString(), "images", "import", images.toString()).orFail();
  }

  @Override
  public RunningCommand start(TestNode node) {
    return node.spawn(launcher.toString(), "runtime", "run", "--manifests", MANIFESTS);
  }

  @Override
  public List<String> footprint() {
    return List.of("java", "conmon");
  }
}
