package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.ContainerSecurity.Seccomp;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.linux.OwnCapabilities;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Security contexts beyond the default, in real containers. */
final class SecurityIT extends RealContainers {
  private static final String SYSCTL = "kernel.shm_rmid_forced";
  private static final Path OF_HOST = Path.of("/proc/sys/kernel/shm_rmid_forced");

  @Test
  void sysctlsAreSetInThePodAlone() throws Exception {
    String before = Files.readString(OF_HOST);
    String other = before.strip().equals("1") ? "0" : "1";
    SandboxId pod = sandbox("sysctl", Map.of(SYSCTL, other));
    assertThat(shell.run(pod, "cat " + OF_HOST).output()).isEqualTo(other);
    assertThat(OF_HOST).hasContent(before);
  }

  @Test
  void aValueThatTheKernelDoesNotTakeIsToldAndLeavesNothing() {
    assertThatThrownBy(() -> sandbox("sysctl", Map.of(SYSCTL, "many")))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the kernel does not take \"many\" for the sysctl " + SYSCTL);
    assertThat(fixture.engine().listSandboxes()).isEmpty();
    assertThat(fixture.layout().sandboxRuns()).isEmptyDirectory();
  }

  @Test
  void aSeccompProfileOfTheNodeFilters() throws Exception {
    Path profile =
        Files.writeString(
            directory.resolve("no-mkdir.json"),
            """
            {"defaultAction": "SCMP_ACT_ALLOW",
             "syscalls": [{"names": ["mkdir", "mkdirat"], "action": "SCMP_ACT_ERRNO"}]}
            """);
    SandboxId pod = shell.sandbox("seccomp");
    String probe = "busybox mkdir /tmp/x 2>&1";
    assertThat(
            shell
                .run(pod, config(probe, security(false, new Seccomp.Localhost(profile), false)))
                .output())
        .contains("Operation not permitted");
    assertThat(shell.run(pod, config(probe, ContractConfigs.security())).output()).isEmpty();
    var missing = new Seccomp.Localhost(directory.resolve("none.json"));
    assertThatThrownBy(() -> shell.run(pod, config("true", security(false, missing, false))))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("the seccomp profile " + directory.resolve("none.json"));
  }

  @Test
  void aPrivilegedContainerMayWhatWeMay() throws Exception {
    SandboxId pod = shell.sandbox("privileged");
    String probe =
        "grep -E 'CapEff|Seccomp:' /proc/self/status; ls /dev/kmsg; grep -c ' /proc/sys '"
            + " /proc/mounts";
    ContainerSecurity privileged = security(true, new Seccomp.Unconfined(), false);
    assertThat(shell.run(pod, config(probe, privileged)).output())
        .contains("CapEff:\t%016x".formatted(OwnCapabilities.mask()))
        .contains("Seccomp:\t0")
        .contains("/dev/kmsg\n")
        .endsWith("\n0");
    assertThat(shell.run(pod, config(probe, ContractConfigs.security())).output())
        .contains("Seccomp:\t2")
        .doesNotContain("/dev/kmsg\n")
        .endsWith("\n1");
  }

  @Test
  void anUnmaskedProcIsShownWhole() throws Exception {
    SandboxId pod = shell.sandbox("proc");
    String probe = "grep -c ' /proc/' /proc/mounts";
    assertThat(
            shell
                .run(pod, config(probe, security(false, new Seccomp.RuntimeDefault(), true)))
                .output())
        .isEqualTo("0");
    assertThat(shell.run(pod, config(probe, ContractConfigs.security())).output())
        .isNotEqualTo("0");
  }

  private SandboxId sandbox(String pod, Map<String, String> sysctls) {
    SandboxConfig plain = ContractConfigs.sandbox(pod, fixture.logs());
    return fixture
        .engine()
        .runSandbox(
            new SandboxConfig(
                plain.pod(),
                0,
                "",
                plain.logDirectory(),
                plain.cgroupParent(),
                plain.namespaces(),
                sysctls,
                plain.resources(),
                List.of(),
                Map.of(),
                Map.of()));
  }

  private ContainerConfig config(String command, ContainerSecurity security) {
    return shell.config(command, ContractConfigs.unlimited(), security);
  }

  private static ContainerSecurity security(boolean privileged, Seccomp seccomp, boolean unmasked) {
    return new ContainerSecurity(
        privileged,
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        false,
        List.of(),
        List.of(),
        false,
        false,
        seccomp,
        "",
        unmasked);
  }
}
