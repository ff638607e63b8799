package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecTimeoutException;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.linux.Cgroups;
import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.linux.ProcessIdentity;
import dev.keelson.runtime.linux.Signals;
import dev.keelson.runtime.testkit.ContractConfigs;
import dev.keelson.runtime.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is killed, what is found again, and what is left over. */
final class SurvivalIT extends RealContainers {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void killedContainerIsNoticed() throws Exception {
    ContainerId id = start(shell.sandbox("pod"), Script.RUNS);
    process(id).signal(Signals.KILL);
    shell.awaitExit(id);
    assertThat(exit(id).exitCode()).isEqualTo(137);
    assertThat(exit(id).oomKilled()).isFalse();
  }

  @Test
  void killedMonitorTakesItsContainerAlong() throws Exception {
    ContainerId id = start(shell.sandbox("pod"), Script.RUNS);
    ProcessIdentity process = process(id);
    run(id).monitor().signal(Signals.KILL);
    shell.awaitExit(id);
    assertThat(exit(id).exitCode()).isEqualTo(137);
    assertThat(process.alive()).isFalse();
    fixture.engine().removeContainer(id);
    assertThat(fixture.engine().listContainers()).isEmpty();
  }

  @Test
  void nextEngineFindsAllAndRestartsNothing() throws Exception {
    SandboxId pod = shell.sandbox("pod");
    ContainerId running = start(pod, Script.RUNS);
    ContainerId created = create(pod, "created", Script.SAYS_AND_EXITS);
    ProcessIdentity process = process(running);
    ContainerEngine before = fixture.engine();
    before.exec(running, Script.UNTIL_SETTLED, LONG);
    var sandboxes = before.listSandboxes();
    var containers = before.listContainers();
    ContainerEngine after = fixture.restart();
    assertThat(after.listSandboxes()).isEqualTo(sandboxes);
    assertThat(after.listContainers()).isEqualTo(containers);
    assertThat(process.alive()).isTrue();
    shell = new Shell(fixture);
    after.startContainer(created);
    shell.awaitExit(created);
    assertThat(exit(created).exitCode()).isEqualTo(3);
    after.stopContainer(running, LONG);
    assertThat(exit(running).exitCode()).isZero();
  }

  @Test
  void aRecordThatWasNeverRenamedIsNone() throws Exception {
    SandboxId pod = shell.sandbox("pod");
    var before = fixture.engine().listSandboxes();
    EngineLayout layout = new EngineLayout(fixture.config().stateDir(), fixture.config().runDir());
    String whole = Files.readString(layout.sandboxFile(pod));
    Path begun = layout.sandboxes().resolve(".keelson-1.tmp");
    Files.writeString(begun, whole.replace(pod.value(), "0123456789abcdef0123456789abcdef"));
    assertThat(fixture.restart().listSandboxes()).isEqualTo(before);
    assertThat(begun).doesNotExist();
  }

  @Test
  void endWhileNobodyWatchedIsRead() throws Exception {
    ContainerId id = start(shell.sandbox("pod"), Script.RUNS);
    fixture.engine().exec(id, Script.UNTIL_SETTLED, LONG);
    RunRecord run = run(id);
    fixture.engine().close();
    run.process().signal(Signals.TERM);
    awaitEnd(run.monitor());
    fixture.restart();
    assertThat(exit(id).exitCode()).isZero();
    assertThat(exit(id).startedAt()).contains(run.startedAt());
  }

  @Test
  void twoEnginesNeverShareOneDirectory() {
    assertThatThrownBy(() -> EmbeddedEngine.open(fixture.config()))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("another process works with");
  }

  @Test
  void startThatWasCutOffIsUndone() throws Exception {
    SandboxId pod = shell.sandbox("pod");
    ContainerId id = create(pod, "half", Script.RUNS);
    EngineLayout layout = fixture.layout();
    fixture.engine().close();
    Files.createFile(layout.bundle(id).resolve("starting"));
    Runc runc = new Runc(EmbeddedFixture.program("runc"), layout.runcRoot());
    Conmon conmon = new Conmon(EmbeddedFixture.program("conmon"), runc, layout);
    ContainerRecord record =
        ContainerRecord.fromJson(StateJson.read(layout.containerFile(id)).orElseThrow());
    Conmon.Launched launched = conmon.launch(record, List.of());
    ProcessIdentity process = ProcessIdentity.of(launched.pid()).orElseThrow();
    fixture.restart();
    assertThat(process.alive()).isFalse();
    assertThat(fixture.engine().containerStatus(id).orElseThrow().state())
        .isInstanceOf(State.Created.class);
    fixture.engine().startContainer(id);
    assertThat(process(id).alive()).isTrue();
  }

  @Test
  void afterARebootContainersAreExitedAndNobodyElseIsTouched() throws Exception {
    ContainerId id = start(shell.sandbox("pod"), Script.RUNS);
    // A process that now has the number of the container's, as far as the new boot can tell.
    ProcessIdentity innocent = process(id);
    fixture.engine().close();
    Files.writeString(fixture.layout().boot(), "another boot");
    Path record = fixture.layout().containerFile(id);
    String text = Files.readString(record);
    Files.writeString(record, text.replaceFirst("\"boot\":\"[^\"]*", "\"boot\":\"other"));
    fixture.restart();
    assertThat(exit(id).exitCode()).isEqualTo(255);
    assertThat(exit(id).startedAt()).isPresent();
    assertThat(fixture.engine().listSandboxes().getFirst().ready()).isFalse();
    assertThat(MountTable.read().below(fixture.runDir())).isEmpty();
    fixture.engine().stopContainer(id, LONG);
    assertThat(innocent.alive()).isTrue();
    innocent.signal(Signals.KILL);
    awaitEnd(innocent);
  }

  @Test
  void commandThatTakesTooLongIsKilled() {
    ContainerId id = start(shell.sandbox("pod"), Script.RUNS);
    List<String> command = List.of("sleep", "987654");
    assertThatThrownBy(() -> fixture.engine().exec(id, command, Duration.ofSeconds(2)))
        .isInstanceOf(ExecTimeoutException.class)
        .hasMessage("command \"sleep 987654\" timed out after 2000 ms");
  }

  @Test
  void nothingIsLeftOver() throws Exception {
    SandboxId pod = shell.sandbox("pod");
    ContainerId running = start(pod, Script.RUNS);
    ContainerId deaf = create(pod, "deaf", Script.DEAF);
    fixture.engine().startContainer(deaf);
    shell.run(pod, "exit 5");
    List<ProcessIdentity> processes =
        List.of(process(running), run(running).monitor(), process(deaf), run(deaf).monitor());
    fixture.engine().removeSandbox(pod);
    assertThat(processes).noneMatch(ProcessIdentity::alive);
    assertThat(MountTable.read().below(fixture.runDir())).isEmpty();
    assertThat(Cgroups.mounted().exists(ContractConfigs.cgroupRoot())).isFalse();
    EngineLayout layout = fixture.layout();
    assertThat(EngineFiles.list(layout.containers())).isEmpty();
    assertThat(EngineFiles.list(layout.sandboxes())).isEmpty();
    assertThat(EngineFiles.list(layout.runcRoot())).isEmpty();
    assertThat(EngineFiles.list(layout.exits())).isEmpty();
    assertThat(EngineFiles.list(fixture.runDir().resolve("sandboxes"))).isEmpty();
    assertThat(EngineFiles.list(fixture.runDir().resolve("containers"))).isEmpty();
  }

  private ContainerId create(SandboxId sandbox, String name, Script script) {
    return fixture
        .engine()
        .createContainer(
            sandbox, ContractConfigs.container(name, fixture.image(), fixture.logs(), script));
  }

  private ContainerId start(SandboxId sandbox, Script script) {
    ContainerId id = create(sandbox, "main", script);
    fixture.engine().startContainer(id);
    return id;
  }

  private RunRecord run(ContainerId id) throws IOException {
    return RunRecord.fromJson(StateJson.read(fixture.layout().runFile(id)).orElseThrow());
  }

  private ProcessIdentity process(ContainerId id) {
    int pid = fixture.engine().containerStatus(id).orElseThrow().pid().orElseThrow();
    return ProcessIdentity.of(pid).orElseThrow();
  }

  private State.Exited exit(ContainerId id) {
    State state = fixture.engine().containerStatus(id).orElseThrow().state();
    assertThat(state).isInstanceOf(State.Exited.class);
    return (State.Exited) state;
  }

  private static void awaitEnd(ProcessIdentity process) {
    ProcessHandle.of(process.pid()).ifPresent(p -> p.onExit().join());
  }
}
