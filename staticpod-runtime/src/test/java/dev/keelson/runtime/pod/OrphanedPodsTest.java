package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OrphanedPodsTest extends OneNode {
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
        - {name: main, image: "i:1"}
      """;

  private Path old(String path) throws IOException {
    Path made = Files.createDirectories(root.resolve(path));
    Files.writeString(made.resolve("file"), "x");
    FileTime longAgo = FileTime.from(node.clock.instant().minus(Duration.ofHours(1)));
    return Files.setLastModifiedTime(made, longAgo);
  }

  @Test
  void whatNoPodIsKnownToHaveIsRemoved() throws Exception {
    node.apply(WEB);
    String uid = node.awaitReady("web").uid();
    Path own = old("pods/" + uid);
    Path ownLogs = old("logs/default_web-n_" + uid);
    Path orphan = old("pods/0123");
    Path orphanLogs = old("logs/default_gone-n_0123");
    Path fresh = Files.createDirectories(root.resolve("pods/4567"));
    Files.setLastModifiedTime(fresh, FileTime.from(node.clock.instant()));
    node.orphans().remove(node.clock.instant());
    assertThat(orphan).doesNotExist();
    assertThat(orphanLogs).doesNotExist();
    assertThat(own).exists();
    assertThat(ownLogs).exists();
    assertThat(fresh).exists();
  }

  @Test
  void aNodeThatNeverHadAPodHasNothingToRemove() {
    node.orphans().remove(node.clock.instant());
    assertThat(root.resolve("pods")).doesNotExist();
  }

  @Test
  void aContainersLogHasALinkForCollectorsUntilItGoes() throws Exception {
    node.apply(WEB);
    node.awaitReady("web");
    Path links = root.resolve("containers");
    assertThat(links.toFile().list())
        .singleElement()
        .asString()
        .startsWith("web-n_default_main-container-");
    node.apply();
    node.awaitGone("web");
    assertThat(links).doesNotExist();
  }
}
