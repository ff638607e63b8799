package dev.keelson.runtime.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.PodManifest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutRecordsTest {
  private static final PodManifest BEFORE = pod("example/web:1");
  private static final PodManifest SUCCESSOR = pod("example/web:2");
  private static final String NAME = BEFORE.fullName();

  @TempDir private Path root;

  private static PodManifest pod(String image) {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: web, annotations: {keelson.dev/revision: "%s"}}
        spec: {containers: [{name: main, image: "%s"}]}
        """
            .formatted(image, image);
    var origin = new ManifestOrigin("file", "/m/x.yaml", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  @Test
  void whatOneWritesAnotherReads() throws Exception {
    var trial = new RolloutRecord.Trial(BEFORE, SUCCESSOR);
    records().write(trial);
    assertThat(records().read(NAME)).contains(trial);
    var rejection = new Rejection(BEFORE, SUCCESSOR, "it died");
    records().write(rejection);
    assertThat(records().read(NAME)).contains(rejection);
    assertThat(rejection.isOf(SUCCESSOR)).isTrue();
    assertThat(rejection.isOf(BEFORE)).isFalse();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(onlyFile())))
        .isEqualTo("rw-------");
  }

  @Test
  void whatIsForgottenIsGone() {
    records().forget(NAME);
    records().write(new RolloutRecord.Trial(BEFORE, SUCCESSOR));
    records().forget(NAME);
    assertThat(records().read(NAME)).isEmpty();
    assertThat(root.resolve("rollouts")).isEmptyDirectory();
  }

  @Test
  void aRecordThatCannotBeReadIsNone() throws Exception {
    records().write(new RolloutRecord.Trial(BEFORE, SUCCESSOR));
    Files.writeString(onlyFile(), "{\"before\": {}}");
    assertThat(records().read(NAME)).isEmpty();
    Files.writeString(onlyFile(), "{\"bef");
    assertThat(records().read(NAME)).isEmpty();
  }

  private RolloutRecords records() {
    return new RolloutRecords(root.resolve("rollouts"));
  }

  private Path onlyFile() {
    return root.resolve("rollouts/default_web-n.json");
  }
}
