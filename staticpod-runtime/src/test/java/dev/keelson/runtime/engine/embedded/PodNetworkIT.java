package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxConfig.PortMapping;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.linux.Cgroups;
import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods in networks of Debian's plugins, on a host's network of their own. */
final class PodNetworkIT {
  private static final SandboxConfig.Namespaces OWN =
      new SandboxConfig.Namespaces(false, false, false, false);

  @TempDir Path directory;
  private EmbeddedFixture fixture;
  private Shell shell;

  @BeforeEach
  void open() throws Exception {
    fixture = new EmbeddedFixture(directory);
    shell = new Shell(fixture);
  }

  @AfterEach
  void close() throws Exception {
    for (SandboxStatus sandbox : fixture.engine().listSandboxes()) {
      fixture.engine().removeSandbox(sandbox.id());
    }
    assertThat(fixture.network().leftovers()).as("what pods left on the host").isEmpty();
    assertThat(MountTable.read().below(fixture.runDir())).as("what is still mounted").isEmpty();
    fixture.close();
  }

  @Test
  void podsOfBothFamiliesReachEachOtherAndTheHostTheirPort() throws Exception {
    fixture.network().withBridge("10.85.0.0/24,fd00:85::/64");
    SandboxId server = run("server", new PortMapping("TCP", 80, 8080, ""));
    List<String> addresses = addresses(server);
    assertThat(addresses).hasSize(2);
    assertThat(addresses.getFirst()).startsWith("10.85.0.");
    assertThat(addresses.getLast()).startsWith("fd00:85::");
    serve(server);
    SandboxId client = run("client");
    assertThat(shell.run(client, fetch(addresses.getFirst(), 80)).output()).isEqualTo("answered");
    assertThat(shell.run(client, fetch(addresses.getLast(), 80)).output()).isEqualTo("answered");
    assertThat(fixture.network().run("sh", "-c", fetch("10.85.0.1", 8080)).strip())
        .isEqualTo("answered");
    fixture.engine().stopSandbox(server);
    assertThat(String.join(" ", fixture.network().leftovers()))
        .contains(client.value())
        .doesNotContain(server.value())
        .doesNotContain(addresses.getFirst());
  }

  @Test
  void podHasItsOwnNetworkAndName() throws Exception {
    fixture.network().withBridge("10.85.0.0/24");
    SandboxId pod = run("lonely");
    String seen = "hostname; cat /etc/hostname; ls /sys/class/net; ip -4 a s lo; ip -4 a s eth0";
    assertThat(shell.run(pod, seen).output())
        .startsWith("lonely\nlonely\neth0\nlo\n")
        .contains("127.0.0.1/8")
        .contains(addresses(pod).getFirst() + "/24");
    assertThat(shell.run(shell.sandbox("host"), "hostname").output())
        .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
  }

  @Test
  void aNextEngineKnowsTheAddressesAndTakesThemBack() throws Exception {
    fixture.network().withBridge("10.85.0.0/24");
    SandboxId pod = run("kept", new PortMapping("TCP", 80, 8080, ""));
    List<String> before = addresses(pod);
    fixture.restart();
    assertThat(addresses(pod)).isEqualTo(before);
  }

  @Test
  void withoutAConfigurationOnlyTheHostsNetworkIsThere() throws Exception {
    assertThat(fixture.engine().networkProblem().orElseThrow()).contains("--pod-cidr");
    assertThatThrownBy(() -> run("lonely"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("cni plugin not initialized");
    assertThat(shell.run(shell.sandbox("host"), "echo up").output()).isEqualTo("up");
    fixture.network().withBridge("10.85.0.0/24");
    assertThat(fixture.engine().networkProblem()).isEmpty();
    assertThat(addresses(run("lonely"))).hasSize(1);
  }

  @Test
  void aNetworkWithoutRoomIsToldAndLeavesNothing() throws Exception {
    fixture.network().withBridge("10.85.0.0/30");
    run("one");
    assertThatThrownBy(() -> run("two"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("plugin type=\"bridge\" failed (add)")
        .hasMessageContaining("no IP addresses available");
    assertThat(fixture.engine().listSandboxes()).hasSize(1);
    assertThat(fixture.network().leftovers()).noneMatch(l -> l.contains("10.85.0.3"));
  }

  @Test
  void afterARebootAddressesAreTakenBack() throws Exception {
    fixture.network().withBridge("10.85.0.0/24");
    SandboxId pod = run("rebooted");
    fixture.engine().close();
    // A reboot empties /run, with the namespaces in it, and the firewall; host-local's store stays.
    fixture.network().run("nft", "flush", "ruleset");
    Files.writeString(fixture.layout().boot(), "another boot");
    fixture.reopen();
    assertThat(fixture.engine().listSandboxes().getFirst().ready()).isFalse();
    fixture.engine().removeSandbox(pod);
  }

  @Test
  void whatAKilledEngineMadeWithoutARecordIsTakenBack() throws Exception {
    fixture.network().withBridge("10.85.0.0/24");
    SandboxId pod = run("orphan", new PortMapping("TCP", 80, 8080, ""));
    fixture.engine().close();
    // As if it had been killed between the plugins' answer and the record.
    Files.delete(fixture.layout().sandboxFile(pod));
    fixture.reopen();
    assertThat(fixture.engine().listSandboxes()).isEmpty();
    assertThat(fixture.network().leftovers()).isEmpty();
    // The pod's cgroup is its next sandbox's, which here never comes.
    Cgroups.mounted().remove(ContractConfigs.sandbox("orphan", fixture.logs()).cgroupParent());
  }

  @Test
  void aPortOfTheHostIsOnePodsAtATime() throws Exception {
    fixture.network().withBridge("10.85.0.0/24");
    SandboxId first = run("first", new PortMapping("TCP", 80, 8080, ""));
    run("udp", new PortMapping("UDP", 80, 8080, ""));
    assertThatThrownBy(() -> run("second", new PortMapping("TCP", 81, 8080, "192.0.2.1")))
        .isInstanceOf(EngineException.class)
        .hasMessage(
            "pod contract/second asks for the host's port 192.0.2.1:8080/TCP, which pod"
                + " contract/first has; give one of them another");
    fixture.restart();
    assertThatThrownBy(() -> run("second", new PortMapping("TCP", 81, 8080, "")))
        .hasMessageContaining("which pod contract/first has");
    fixture.engine().stopSandbox(first);
    assertThat(addresses(run("second", new PortMapping("TCP", 81, 8080, "")))).hasSize(1);
  }

  @Test
  void whatAnAdditionCutOffInTheMiddleLeftIsTakenBack() throws Exception {
    fixture.network().withBridge("10.85.0.0/24");
    // The bridge is there already, then nothing works any more: as if all had been killed there.
    fixture.network().plugin("portmap", "exit 1");
    assertThatThrownBy(() -> run("cut", new PortMapping("TCP", 80, 8080, "")))
        .hasMessageContaining("plugin type=\"portmap\" failed (add)");
    assertThat(fixture.network().leftovers()).contains("10.85.0.2").hasSizeGreaterThan(2);
    assertThat(fixture.engine().listSandboxes()).isEmpty();
    fixture.engine().close();
    fixture.network().withBridge("10.85.0.0/24");
    fixture.reopen();
    assertThat(fixture.network().leftovers()).isEmpty();
  }

  private SandboxId run(String pod, PortMapping... ports) {
    SandboxConfig plain = ContractConfigs.sandbox(pod, fixture.logs(), OWN);
    return fixture
        .engine()
        .runSandbox(
            new SandboxConfig(
                plain.pod(),
                0,
                pod,
                plain.logDirectory(),
                plain.cgroupParent(),
                OWN,
                Map.of(),
                Optional.empty(),
                List.of(ports),
                Map.of(),
                Map.of()));
  }

  private List<String> addresses(SandboxId sandbox) {
    return fixture.engine().listSandboxes().stream()
        .filter(s -> s.id().equals(sandbox))
        .findFirst()
        .orElseThrow()
        .addresses();
  }

  /** A server that answers from its first breath: it listens before it is exec'd for an answer. */
  private void serve(SandboxId sandbox) throws IOException, InterruptedException {
    String loop =
        "echo answered >/tmp/index.html; busybox httpd -p '[::]:80' -h /tmp; exec sleep 1000";
    ContainerId id =
        shell.start(
            sandbox, shell.config(loop, ContractConfigs.unlimited(), ContractConfigs.security()));
    fixture
        .engine()
        .exec(
            id,
            List.of("sh", "-c", "until busybox wget -qO- http://127.0.0.1/index.html; do :; done"),
            java.time.Duration.ofSeconds(20));
  }

  /** Without name resolution, which a static busybox cannot do everywhere. */
  private static String fetch(String host, int port) {
    return "printf 'GET /index.html HTTP/1.0\\r\\n\\r\\n' | busybox nc "
        + host
        + " "
        + port
        + " 2>&1 | tail -n 1";
  }
}
