package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerConfig.Propagation;
import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.NodeCapacity;
import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.testkit.ContractConfigs;
import dev.keelson.runtime.volume.PodDirectory;
import dev.keelson.runtime.volume.PodVolumes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A volume of the pod's fields in a real container: whose its files are, and what may be run. */
final class VolumeOptionsIT {
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: p, uid: u}
      spec:
        volumes:
        - name: v
          downwardAPI:
            defaultUser: 7
            defaultMode: 448
            items:
            - {path: a, fieldRef: {fieldPath: metadata.name}}
            - {path: b, user: 8, fieldRef: {fieldPath: metadata.name}}
        containers:
        - {name: c, image: i, volumeMounts: [{name: v, mountPath: /v}]}
      """;

  @TempDir Path directory;
  private EmbeddedFixture fixture;

  @BeforeEach
  void open() throws Exception {
    fixture = new EmbeddedFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private Path volume() {
    var origin = new ManifestOrigin("file", "/m", "n", Instant.EPOCH);
    PodManifest pod = ManifestParser.parse(POD.getBytes(StandardCharsets.UTF_8), origin).getFirst();
    var volumes =
        new PodVolumes(
            PodDirectory.of(directory.resolve("pods"), "u"),
            new PodFields(pod, "n", List.of(), List.of(), new NodeCapacity(1, 1, 1)));
    volumes.setUp();
    return volumes.source(pod.spec().containers().getFirst(), 0, "");
  }

  @Test
  void itsFilesBelongToWhomTheyAreGivenAndCannotBeRun() throws Exception {
    var shell = new Shell(fixture);
    ContainerConfig plain =
        shell.config(
            "busybox stat -L -c '%u %a' /v/a /v/b; /v/a 2>&1",
            ContractConfigs.unlimited(), ContractConfigs.security());
    var mount =
        new Mount(volume(), "/v", true, false, Propagation.NONE, List.of("noexec", "nosuid"));
    assertThat(shell.run(shell.sandbox("options"), ContractConfigs.with(plain, mount)).output())
        .isEqualTo("7 700\n8 700\nsh: /v/a: Permission denied");
  }
}
