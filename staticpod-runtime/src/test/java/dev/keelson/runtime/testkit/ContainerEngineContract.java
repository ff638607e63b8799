package dev.keelson.runtime.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerEvent;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.EngineCapability;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.engine.UnsupportedCapabilityException;
import dev.keelson.runtime.image.ImageReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine keeps to; what an engine cannot do is asserted, never skipped. */
public abstract class ContainerEngineContract {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  @TempDir Path directory;
  private EngineFixture fixture;
  private ContainerEngine engine;
  private RecordedEvents events;

  /** Opens the engine with nothing in it. */
  protected abstract EngineFixture open(Path emptyDirectory) throws Exception;

  @BeforeEach
  void openEngine() throws Exception {
    fixture = open(directory);
    engine = fixture.engine();
    events = RecordedEvents.of(engine);
  }

  @AfterEach
  void closeEngine() {
    fixture.close();
  }

  @Test
  void sandboxIsListedAsItWasAskedFor() {
    SandboxId id = run("web");
    assertThat(engine.listSandboxes()).hasSize(1);
    SandboxStatus status = engine.listSandboxes().getFirst();
    assertThat(status.id()).isEqualTo(id);
    assertThat(status.ready()).isTrue();
    assertThat(status.pod().name()).isEqualTo("web");
    assertThat(status.labels()).containsEntry("pod", "web");
    assertThat(status.annotations()).containsEntry("note", "kept");
  }

  @Test
  void oneSandboxPerIdentity() {
    run("web");
    assertThatThrownBy(() -> run("web"))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("is there already");
    assertThat(engine.listSandboxes()).hasSize(1);
  }

  @Test
  void stoppedSandboxStaysButIsNotReady() {
    SandboxId sandbox = run("web");
    ContainerId container = start(sandbox, "main", Script.RUNS);
    engine.stopSandbox(sandbox);
    engine.stopSandbox(sandbox);
    assertThat(engine.listSandboxes().getFirst().ready()).isFalse();
    assertThat(exitOf(container).exitCode()).isEqualTo(137);
    assertThatThrownBy(() -> create(sandbox, "late", Script.RUNS))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("sandbox");
  }

  @Test
  void removingTwiceIsHarmless() {
    SandboxId sandbox = run("web");
    ContainerId container = start(sandbox, "main", Script.RUNS);
    engine.removeSandbox(sandbox);
    engine.removeSandbox(sandbox);
    assertThat(engine.listSandboxes()).isEmpty();
    assertThat(engine.listContainers()).isEmpty();
    assertThatCode(() -> engine.removeContainer(container)).doesNotThrowAnyException();
    assertThatCode(() -> engine.stopContainer(container, SHORT)).doesNotThrowAnyException();
  }

  @Test
  void createdContainerWaits() {
    ContainerId id = create(run("web"), "main", Script.RUNS);
    ContainerStatus status = status(id);
    assertThat(status.state()).isInstanceOf(State.Created.class);
    assertThat(status.pid()).isEmpty();
    assertThat(status.name()).isEqualTo("main");
    assertThat(status.image()).isEqualTo(fixture.image().toString());
    assertThat(status.imageId()).startsWith("sha256:");
    assertThat(status.labels()).containsEntry("container", "main");
    assertThat(status.annotations()).containsEntry("note", "kept");
  }

  @Test
  void startedContainerRunsUntilItIsStopped() throws Exception {
    ContainerId id = start(run("web"), "main", Script.RUNS);
    assertThat(status(id).state()).isInstanceOf(State.Running.class);
    assertThat(status(id).pid()).isPresent();
    events.await(id, ContainerEvent.Kind.STARTED);
    engine.exec(id, Script.UNTIL_SETTLED, LONG);
    engine.stopContainer(id, LONG);
    assertThat(exitOf(id).exitCode()).isZero();
    assertThat(exitOf(id).startedAt()).isPresent();
    assertThat(exitOf(id).oomKilled()).isFalse();
    events.awaitExit(id);
    engine.stopContainer(id, LONG);
  }

  @Test
  void deafContainerIsKilledWhenItsGraceIsOver() throws Exception {
    ContainerId id = start(run("web"), "main", Script.DEAF);
    engine.exec(id, Script.UNTIL_SETTLED, LONG);
    engine.stopContainer(id, SHORT);
    assertThat(exitOf(id).exitCode()).isEqualTo(137);
  }

  @Test
  void exitCodeAndOutputAreKept() throws Exception {
    ContainerId id = start(run("web"), "main", Script.SAYS_AND_EXITS);
    events.awaitExit(id);
    assertThat(exitOf(id).exitCode()).isEqualTo(3);
    List<String> lines = Files.readAllLines(status(id).logPath());
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst()).matches("\\d{4}-\\d\\d-\\d\\dT[^ ]+ stdout F hello");
    assertThat(lines.getLast()).endsWith(" stdout F world");
  }

  @Test
  void containerStartsOnce() throws Exception {
    ContainerId id = start(run("web"), "main", Script.SAYS_AND_EXITS);
    events.awaitExit(id);
    assertThatThrownBy(() -> engine.startContainer(id))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("was started before");
  }

  @Test
  void imagesAreListedAndRemovedButForThoseInUse() {
    String id = engine.imageStatus(fixture.image()).orElseThrow().id();
    assertThat(engine.listImages()).extracting(ImageInfo::id).contains(id);
    SandboxId sandbox = run("web");
    start(sandbox, "main", Script.RUNS);
    assertThatThrownBy(() -> engine.removeImage(id)).isInstanceOf(EngineException.class);
    engine.removeSandbox(sandbox);
    engine.removeImage(id);
    engine.removeImage(id);
    assertThat(engine.listImages()).extracting(ImageInfo::id).doesNotContain(id);
    assertThat(engine.imageDirectory()).isAbsolute();
  }

  @Test
  void imagesOfVolumesAreNeededAsTheContainersOwn() {
    SandboxId sandbox = run("web");
    ImageReference missing = ImageReference.parse("localhost/contract/missing:1");
    assertThatThrownBy(() -> engine.createContainer(sandbox, withVolume("a", missing)))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining(missing.toString());
    ContainerId id = engine.createContainer(sandbox, withVolume("b", fixture.image()));
    String image = engine.imageStatus(fixture.image()).orElseThrow().id();
    assertThat(status(id).volumeImageIds()).containsExactly(image);
    assertThat(engine.listContainers()).hasSize(1);
  }

  private ContainerConfig withVolume(String name, ImageReference image) {
    return ContractConfigs.with(
        ContractConfigs.container(name, fixture.image(), fixture.logs(), Script.RUNS),
        new ContainerConfig.ImageMount(image, "", "/files"));
  }

  @Test
  void aLogThatWasMovedIsBegunAnewWhenAskedFor() throws Exception {
    ContainerId id = start(run("web"), "main", Script.RUNS);
    Path log = status(id).logPath();
    Files.move(log, log.resolveSibling("moved"));
    engine.reopenLog(id);
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!Files.exists(log) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(log).exists();
    ContainerId gone = new ContainerId("0".repeat(32));
    assertThatThrownBy(() -> engine.reopenLog(gone)).isInstanceOf(EngineException.class);
  }

  @Test
  void missingProgramIsToldAndEndsTheContainer() {
    ContainerId id = create(run("web"), "main", Script.MISSING);
    assertThatThrownBy(() -> engine.startContainer(id))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("container main")
        .hasMessageContaining("/no/such");
    assertThat(exitOf(id).startedAt()).isEmpty();
    assertThat(exitOf(id).exitCode()).isEqualTo(128);
  }

  @Test
  void oneContainerPerNameAndAttempt() {
    SandboxId sandbox = run("web");
    create(sandbox, "main", Script.RUNS);
    assertThatThrownBy(() -> create(sandbox, "main", Script.RUNS))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("is there already");
    assertThat(engine.listContainers()).hasSize(1);
  }

  @Test
  void removedContainerIsGoneAndItsLogStays() throws Exception {
    SandboxId sandbox = run("web");
    ContainerId id = start(sandbox, "main", Script.RUNS);
    Path log = status(id).logPath();
    engine.removeContainer(id);
    assertThat(engine.containerStatus(id)).isEmpty();
    assertThat(log).exists();
    events.awaitExit(id);
    assertThat(status(start(sandbox, "main", Script.RUNS)).state())
        .isInstanceOf(State.Running.class);
  }

  @Test
  void imageThatIsNotPresentIsNamed() {
    ImageReference missing = ImageReference.parse("localhost/contract/missing:1");
    ContainerConfig config =
        ContractConfigs.container("main", missing, fixture.logs(), Script.RUNS);
    SandboxId sandbox = run("web");
    assertThat(engine.imageStatus(missing)).isEmpty();
    assertThatThrownBy(() -> engine.createContainer(sandbox, config))
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("localhost/contract/missing:1 is not present");
    assertThat(engine.listContainers()).isEmpty();
    assertThat(engine.imageStatus(fixture.image()).orElseThrow().id()).startsWith("sha256:");
  }

  @Test
  void execRunsOrIsRefused() throws Exception {
    ContainerId id = start(run("web"), "main", Script.RUNS);
    if (!engine.capabilities().contains(EngineCapability.EXEC)) {
      assertThatThrownBy(() -> engine.exec(id, Script.PRINTS, LONG))
          .isInstanceOf(UnsupportedCapabilityException.class);
      return;
    }
    ExecResult result = engine.exec(id, Script.PRINTS, LONG);
    assertThat(result).isEqualTo(new ExecResult(4, "out\n", "err\n"));
  }

  @Test
  void execNeedsARunningContainer() {
    ContainerId id = create(run("web"), "main", Script.RUNS);
    assertThatThrownBy(() -> engine.exec(id, Script.PRINTS, LONG))
        .isInstanceOf(EngineException.class);
  }

  private SandboxId run(String pod) {
    return engine.runSandbox(ContractConfigs.sandbox(pod, fixture.logs()));
  }

  private ContainerId create(SandboxId sandbox, String name, Script script) {
    return engine.createContainer(
        sandbox, ContractConfigs.container(name, fixture.image(), fixture.logs(), script));
  }

  private ContainerId start(SandboxId sandbox, String name, Script script) {
    ContainerId id = create(sandbox, name, script);
    engine.startContainer(id);
    return id;
  }

  private ContainerStatus status(ContainerId id) {
    return engine.containerStatus(id).orElseThrow();
  }

  private State.Exited exitOf(ContainerId id) {
    State state = status(id).state();
    assertThat(state).isInstanceOf(State.Exited.class);
    return (State.Exited) state;
  }
}
