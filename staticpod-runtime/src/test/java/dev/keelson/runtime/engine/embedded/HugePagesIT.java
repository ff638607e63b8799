package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import dev.keelson.runtime.volume.VolumeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An emptyDir in this machine's own huge pages, in a real container. */
final class HugePagesIT {
  private static final Path SET_ASIDE =
      Path.of("/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages");

  @TempDir Path directory;
  private EmbeddedFixture fixture;
  private long before;

  @BeforeEach
  void open() throws Exception {
    fixture = new EmbeddedFixture(directory);
    before = pages();
    Files.writeString(SET_ASIDE, Long.toString(before + 2));
    assertThat(pages())
        .as("%s is to give two pages of 2 MiB more: free some memory", SET_ASIDE)
        .isEqualTo(before + 2);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
    pod().remove();
    Files.writeString(SET_ASIDE, Long.toString(before));
  }

  private static long pages() throws IOException {
    return Long.parseLong(Files.readString(SET_ASIDE).strip());
  }

  private PodDirectory pod() {
    return PodDirectory.of(directory.resolve("pods"), "u");
  }

  private PodVolumes volumes(String medium, String limits) {
    return new PodVolumes(
        pod(),
        new PodFields(
            manifest(medium, limits), "n", List.of(), List.of(), new NodeCapacity(1, 1, 1)));
  }

  private static PodManifest manifest(String medium, String limits) {
    String text =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: p, uid: u}
        spec:
          volumes: [{name: v, emptyDir: {medium: %s}}]
          containers:
          - name: c
            image: i
            resources: {limits: {memory: 64Mi%s}}
            volumeMounts: [{name: v, mountPath: /pages}]
        """
            .formatted(medium, limits);
    var origin = new ManifestOrigin("file", "/m", "n", Instant.EPOCH);
    return ManifestParser.parse(text.getBytes(StandardCharsets.UTF_8), origin).getFirst();
  }

  @Test
  void anEmptyDirInHugePagesIsWrittenToThem() throws Exception {
    PodVolumes volumes = volumes("HugePages", ", hugepages-2Mi: 4Mi");
    volumes.setUp();
    volumes.setUp();
    PodManifest manifest = manifest("HugePages", ", hugepages-2Mi: 4Mi");
    Path source = volumes.source(manifest.spec().containers().getFirst(), 0, "");
    var shell = new Shell(fixture);
    String script =
        "busybox grep ' /pages ' /proc/mounts | busybox grep -o pagesize=2M;"
            + " busybox fallocate -l 4M /pages/file && busybox du -k /pages/file";
    ContainerConfig plain =
        shell.config(script, ContractConfigs.unlimited(), ContractConfigs.security());
    var config =
        ContractConfigs.with(plain, new Mount(source, "/pages", false, false, Propagation.NONE));
    assertThat(shell.run(shell.sandbox("pages"), config).output())
        .isEqualTo("pagesize=2M\n4096\t/pages/file");
  }

  @Test
  void thePodHasToRequestSuchPages() {
    assertThatThrownBy(volumes("HugePages-1Gi", ", hugepages-2Mi: 4Mi")::setUp)
        .isInstanceOf(VolumeException.class)
        .hasMessage(
            "MountVolume.SetUp failed for volume \"v\" : medium HugePages-1Gi: hugePages storage"
                + " requested, but there is no resource request for huge pages");
    assertThatThrownBy(volumes("HugePages", ", hugepages-2Mi: 4Mi, hugepages-1Gi: 1Gi")::setUp)
        .hasMessageContaining(
            "medium: HugePages can't be used if container requests multiple huge page sizes");
  }
}
