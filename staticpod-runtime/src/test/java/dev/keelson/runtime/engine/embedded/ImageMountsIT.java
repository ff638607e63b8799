package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerConfig.ImageMount;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as volumes of real containers. */
final class ImageMountsIT {
  @TempDir Path directory;
  private EmbeddedFixture fixture;
  private Shell shell;
  private SandboxId pod;

  @BeforeEach
  void open() throws Exception {
    fixture = new EmbeddedFixture(directory);
    shell = new Shell(fixture);
    pod = shell.sandbox("images");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private ContainerConfig config(String command, String subPath) {
    ContainerConfig plain =
        shell.config(command, ContractConfigs.unlimited(), ContractConfigs.security());
    return ContractConfigs.with(plain, new ImageMount(fixture.image(), subPath, "/tools"));
  }

  @Test
  void itsFilesAreReadAndRunAndNotChanged() throws Exception {
    String script = "/tools/bin/busybox head -n 1 /tools/etc/passwd; touch /tools/new 2>&1";
    assertThat(shell.run(pod, config(script, "")).output())
        .isEqualTo("root:x:0:0::/root:/bin/sh\ntouch: /tools/new: Read-only file system");
    assertThat(shell.run(pod, config("ls /tools", "bin/../etc")).output())
        .isEqualTo("group\npasswd");
    fixture.engine().removeSandbox(pod);
    assertThat(MountTable.read().below(fixture.runDir().resolve("containers"))).isEmpty();
  }

  @Test
  void aPartOfItIsADirectoryInside() {
    assertThatThrownBy(() -> shell.start(pod, config("true", "etc/passwd")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("subPath \"etc/passwd\"")
        .hasMessageContaining("is no directory");
    assertThatThrownBy(() -> shell.start(pod, config("true", "none")))
        .hasMessageContaining("is not in it");
    assertThatThrownBy(() -> shell.start(pod, config("true", "../..")))
        .hasMessageContaining("leads out of it");
    assertThat(fixture.engine().listContainers()).isEmpty();
  }

  @Test
  void itStaysWhileAContainerHasItAndOutlivesTheEngine() throws Exception {
    ContainerId id = shell.start(pod, config("busybox sleep 1000", ""));
    String image = fixture.engine().imageStatus(fixture.image()).orElseThrow().id();
    fixture.restart();
    assertThat(fixture.engine().containerStatus(id).orElseThrow().volumeImageIds())
        .containsExactly(image);
    assertThatThrownBy(() -> fixture.engine().removeImage(image))
        .hasMessageContaining("is in use by a running container");
    assertThat(
            fixture
                .engine()
                .exec(id, List.of("/tools/bin/true"), Duration.ofSeconds(20))
                .exitCode())
        .isZero();
    fixture.engine().removeContainer(id);
    assertThat(MountTable.read().below(fixture.runDir().resolve("containers"))).isEmpty();
  }
}
