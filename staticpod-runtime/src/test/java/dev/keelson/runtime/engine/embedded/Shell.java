package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.testkit.ContractConfigs;
import dev.keelson.runtime.testkit.RecordedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** Runs shell commands in containers of their own and reads what they printed. */
final class Shell {
  private final EmbeddedFixture fixture;
  private final RecordedEvents events;
  private int next;

  Shell(EmbeddedFixture fixture) {
    this.fixture = fixture;
    this.events = RecordedEvents.of(fixture.engine());
  }

  /** How a command ended. */
  record Result(String output, State.Exited exit) {}

  ContainerEngine engine() {
    return fixture.engine();
  }

  SandboxId sandbox(String pod) {
    return engine().runSandbox(ContractConfigs.sandbox(pod, fixture.logs()));
  }

  SandboxId sandbox(String pod, SandboxConfig.Namespaces namespaces) {
    return engine().runSandbox(ContractConfigs.sandbox(pod, fixture.logs(), namespaces));
  }

  ContainerConfig config(String command, Resources resources, ContainerSecurity security) {
    return ContractConfigs.container(
        "shell-" + next++,
        fixture.image(),
        fixture.logs(),
        List.of("sh", "-c", command),
        resources,
        security);
  }

  ContainerId start(SandboxId sandbox, ContainerConfig config) {
    ContainerId id = engine().createContainer(sandbox, config);
    engine().startContainer(id);
    return id;
  }

  Result run(SandboxId sandbox, String command) throws IOException, InterruptedException {
    return run(sandbox, config(command, ContractConfigs.unlimited(), ContractConfigs.security()));
  }

  Result run(SandboxId sandbox, ContainerConfig config) throws IOException, InterruptedException {
    ContainerId id = start(sandbox, config);
    events.awaitExit(id);
    return result(id);
  }

  Result result(ContainerId id) throws IOException {
    var status = engine().containerStatus(id).orElseThrow();
    if (status.state() instanceof State.Exited exit) {
      String output =
          Files.readAllLines(status.logPath()).stream()
              .map(line -> line.split(" ", 4))
              .map(parts -> parts[3] + (parts[2].equals("P") ? "" : "\n"))
              .collect(Collectors.joining());
      return new Result(output.replaceFirst("\n\\z", ""), exit);
    }
    throw new AssertionError(status + " has not exited");
  }

  void awaitExit(ContainerId id) throws InterruptedException {
    events.awaitExit(id);
  }
}
