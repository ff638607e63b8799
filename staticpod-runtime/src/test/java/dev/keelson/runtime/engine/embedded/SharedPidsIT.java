package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.linux.Cgroups;
import dev.keelson.runtime.linux.ProcessIdentity;
import dev.keelson.runtime.linux.Signals;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Containers that share the pod's process namespace, or the host's. */
final class SharedPidsIT extends RealContainers {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final SandboxConfig.Namespaces SHARED =
      new SandboxConfig.Namespaces(true, false, false, true);

  @Test
  void containersSeeEachOtherAndThePauseProcessComesFirst() throws Exception {
    SandboxId pod = shell.sandbox("shared", SHARED);
    ContainerId first = start(pod, "exec sleep 12345");
    String seen = shell.run(pod, "ps -o pid,args").output();
    assertThat(seen).containsPattern("(?m)^ *1 /pause$").contains("sleep 12345");
    assertThat(shell.run(pod, "ls /proc/1/root/ 2>&1").output()).contains("Permission denied");
    assertThat(shell.run(shell.sandbox("alone"), "ps -o pid,args").output())
        .doesNotContain("/pause")
        .doesNotContain("sleep 12345");
    fixture.engine().stopContainer(first, LONG);
  }

  @Test
  void orphansAreReaped() throws Exception {
    SandboxId pod = shell.sandbox("orphans", SHARED);
    ContainerId main = start(pod, "exec sleep 12345");
    // The inner shell leaves its child behind, which process 1 gets and takes away when it ends.
    String orphan =
        "sh -c 'sh -c \"exec true\" & exec true'; until ! ps -o stat | grep Z; do :; done";
    assertThat(fixture.engine().exec(main, List.of("sh", "-c", orphan), LONG).exitCode()).isZero();
  }

  @Test
  void aNextEngineGoesOnWithIt() throws Exception {
    SandboxId pod = shell.sandbox("kept", SHARED);
    ContainerId main = start(pod, "exec sleep 12345");
    fixture.restart();
    assertThat(fixture.engine().listSandboxes().getFirst().ready()).isTrue();
    assertThat(fixture.engine().exec(main, List.of("ps", "-o", "args"), LONG).stdout())
        .contains("/pause", "sleep 12345");
  }

  @Test
  void theDeathOfThePauseProcessEndsThePod() throws Exception {
    SandboxId pod = shell.sandbox("killed", SHARED);
    ContainerId main = start(pod, "exec sleep 12345");
    ProcessIdentity pause =
        StateJson.read(fixture.layout().sandboxRun(pod).resolve("pause.json"))
            .map(n -> new ProcessIdentity(n.path("pid").asInt(), n.path("start").asLong()))
            .orElseThrow();
    pause.signal(Signals.KILL);
    shell.awaitExit(main);
    assertThat(shell.result(main).exit().exitCode()).isEqualTo(137);
    assertThat(fixture.engine().listSandboxes().getFirst().ready()).isFalse();
  }

  @Test
  void nothingIsLeft() throws Exception {
    SandboxId pod = shell.sandbox("gone", SHARED);
    start(pod, "exec sleep 12345");
    String cgroup = ContractConfigs.sandbox("gone", fixture.logs()).cgroupParent();
    assertThat(Cgroups.mounted().processes(cgroup)).isNotEmpty();
    fixture.engine().removeSandbox(pod);
    assertThat(Cgroups.mounted().exists(cgroup)).isFalse();
    assertThat(fixture.layout().runcRoot()).isEmptyDirectory();
  }

  @Test
  void theHostsProcessesAreSeenWhereThatIsAskedFor() throws Exception {
    SandboxId pod = shell.sandbox("host", new SandboxConfig.Namespaces(true, true, true, false));
    String self = "cat /proc/" + ProcessHandle.current().pid() + "/comm";
    assertThat(shell.run(pod, self).output()).isEqualTo("java");
  }

  private ContainerId start(SandboxId pod, String command) {
    return shell.start(
        pod, shell.config(command, ContractConfigs.unlimited(), ContractConfigs.security()));
  }
}
