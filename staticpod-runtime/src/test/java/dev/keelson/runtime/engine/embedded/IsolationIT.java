package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerConfig.Propagation;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What a container sees, may do and may use. */
final class IsolationIT extends RealContainers {
  @Test
  void defaultSeccompProfileFilters() throws Exception {
    SandboxId pod = shell.sandbox("seccomp");
    String probe = "grep Seccomp: /proc/self/status; busybox unshare -U true 2>&1; true";
    assertThat(shell.run(pod, probe).output())
        .contains("Seccomp:\t2")
        .contains("Operation not permitted");
    ContainerConfig unconfined =
        shell.config(
            probe,
            ContractConfigs.unlimited(),
            security(new ContainerSecurity.Seccomp.Unconfined(), List.of()));
    assertThat(shell.run(pod, unconfined).output()).contains("Seccomp:\t0");
  }

  @Test
  void capabilitiesAreTheDefaultOnesUnlessChanged() throws Exception {
    SandboxId pod = shell.sandbox("capabilities");
    String probe = "grep CapEff /proc/self/status";
    assertThat(shell.run(pod, probe).output()).isEqualTo("CapEff:\t00000000a80425fb");
    ContainerConfig none =
        shell.config(
            probe,
            ContractConfigs.unlimited(),
            security(new ContainerSecurity.Seccomp.Unconfined(), List.of("ALL")));
    assertThat(shell.run(pod, none).output()).isEqualTo("CapEff:\t0000000000000000");
  }

  @Test
  void memoryLimitKillsAndIsTold() throws Exception {
    SandboxId pod = shell.sandbox("memory");
    ContainerConfig greedy =
        shell.config("tail /dev/zero", limits(32 << 20), ContractConfigs.security());
    Shell.Result result = shell.run(pod, greedy);
    assertThat(result.exit().exitCode()).isEqualTo(137);
    assertThat(result.exit().oomKilled()).isTrue();
  }

  @Test
  void limitsReachTheCgroupOfContainerAndPod() throws Exception {
    SandboxConfig plain = ContractConfigs.sandbox("limits", fixture.logs());
    SandboxId pod = fixture.engine().runSandbox(withResources(plain, limits(64 << 20)));
    ContainerConfig config =
        shell.config(
            "cat /sys/fs/cgroup/memory/memory.limit_in_bytes /sys/fs/cgroup/memory.max"
                + " /sys/fs/cgroup/pids/pids.max /sys/fs/cgroup/pids.max 2>/dev/null",
            limits(48 << 20),
            ContractConfigs.security());
    assertThat(shell.run(pod, config).output().lines())
        .containsExactly(Integer.toString(48 << 20), "77");
    var cgroups = dev.keelson.runtime.linux.Cgroups.mounted();
    Path memory = cgroups.directory("memory", plain.cgroupParent()).orElseThrow();
    String file = cgroups.unified() ? "memory.max" : "memory.limit_in_bytes";
    assertThat(memory.resolve(file)).hasContent(Integer.toString(64 << 20));
  }

  @Test
  void usersComeFromTheImage() throws Exception {
    SandboxId pod = shell.sandbox("users");
    assertThat(shell.run(pod, "id -u; id -G").output()).isEqualTo("0\n0");
    ContainerSecurity web =
        new ContainerSecurity(
            false,
            OptionalInt.of(1234),
            OptionalInt.empty(),
            List.of(99),
            false,
            List.of(),
            List.of(),
            true,
            true,
            new ContainerSecurity.Seccomp.RuntimeDefault(),
            "",
            false);
    ContainerConfig config =
        shell.config(
            "id -u; id -g; id -G; touch /tmp/x 2>&1; grep NoNewPrivs /proc/self/status",
            ContractConfigs.unlimited(),
            web);
    assertThat(shell.run(pod, config).output())
        .startsWith("1234\n1235\n1235 77 99\n")
        .contains("Read-only file system")
        .endsWith("NoNewPrivs:\t1");
  }

  @Test
  void containersOfAPodShareMemoryAndIpc() throws Exception {
    SandboxId pod = shell.sandbox("shared");
    SandboxId other = shell.sandbox("other");
    assertThat(shell.run(pod, "echo kept >/dev/shm/note").exit().exitCode()).isZero();
    assertThat(shell.run(pod, "cat /dev/shm/note").output()).isEqualTo("kept");
    assertThat(shell.run(other, "cat /dev/shm/note 2>&1").output()).contains("No such file");
  }

  @Test
  void mountsAndEnvironmentAreAsAskedFor() throws Exception {
    Path shared = Files.createDirectories(directory.resolve("shared"));
    Files.writeString(shared.resolve("in"), "from the host\n");
    ContainerConfig plain =
        shell.config(
            "cat /data/in; touch /data/out 2>&1; echo $FROM_IMAGE $MINE; pwd",
            ContractConfigs.unlimited(),
            ContractConfigs.security());
    ContainerConfig config =
        new ContainerConfig(
            plain.name(),
            0,
            plain.image(),
            plain.command(),
            List.of(),
            "/tmp",
            List.of(new ContainerConfig.Env("MINE", "1"), new ContainerConfig.Env("MINE", "2")),
            List.of(new Mount(shared, "/data", true, false, Propagation.NONE)),
            List.of(),
            plain.logPath(),
            false,
            false,
            plain.resources(),
            plain.security(),
            Optional.empty(),
            Map.of(),
            Map.of());
    assertThat(shell.run(shell.sandbox("mounts"), config).output().lines())
        .containsExactly(
            "from the host", "touch: /data/out: Read-only file system", "yes 2", "/tmp");
  }

  private static Resources limits(long memory) {
    return new Resources(
        OptionalLong.of(256),
        OptionalLong.of(50_000),
        OptionalLong.of(100_000),
        OptionalLong.of(memory),
        OptionalLong.of(77),
        Map.of(),
        -997);
  }

  private static SandboxConfig withResources(SandboxConfig config, Resources resources) {
    return new SandboxConfig(
        config.pod(),
        config.attempt(),
        config.hostname(),
        config.logDirectory(),
        config.cgroupParent(),
        config.namespaces(),
        config.sysctls(),
        Optional.of(resources),
        config.portMappings(),
        config.labels(),
        config.annotations());
  }

  private static ContainerSecurity security(
      ContainerSecurity.Seccomp seccomp, List<String> dropped) {
    return new ContainerSecurity(
        false,
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        false,
        List.of(),
        dropped,
        false,
        false,
        seccomp,
        "",
        false);
  }
}
