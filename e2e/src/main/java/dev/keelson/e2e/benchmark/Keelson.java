package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code keelson init} of the built distribution.
 *
 * @param launcher the distribution's {@code bin/keelson}
 * @param images the archive that is imported beforehand
 */
record Keelson(String kubernetesVersion, Path launcher, Path images) implements Contender {
  private static final Duration IMPORTING = Duration.ofMinutes(5);

  @Override
  public String name() {
    return "keelson";
  }

  @Override
  public String title() {
    return "keelson init";
  }

  @Override
  public void prepare(TestNode node) throws IOException, InterruptedException {
    NodeFiles.writeConfiguration(node, kubernetesVersion);
    node.exec(IMPORTING, launcher.toString(), "images", "import", images.toString()).orFail();
  }

  @Override
  public String[] command() {
    return new String[] {launcher.toString(), "init", "--config", NodeFiles.CONFIGURATION};
  }

  @Override
  public List<String> footprint() {
    return List.of("java", "conmon");
  }
}
