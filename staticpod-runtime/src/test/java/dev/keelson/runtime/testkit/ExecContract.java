package dev.keelson.runtime.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ExecCommand;
import dev.keelson.runtime.engine.ExecSession;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.TerminalSize;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every engine does with a command whose streams stay open. */
public abstract class ExecContract {
  @TempDir private Path directory;
  private EngineFixture fixture;
  private ContainerEngine engine;
  private ContainerId container;

  /** An engine with nothing in it. */
  protected abstract EngineFixture open(Path emptyDirectory) throws Exception;

  @BeforeEach
  void start() throws Exception {
    fixture = open(directory);
    engine = fixture.engine();
    SandboxId sandbox = engine.runSandbox(ContractConfigs.sandbox("web", fixture.logs()));
    container =
        engine.createContainer(
            sandbox,
            ContractConfigs.container("main", fixture.image(), fixture.logs(), Script.RUNS));
    engine.startContainer(container);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void anExecWithOpenStreamsPrintsWhatItReads() throws Exception {
    try (var copy = engine.openExec(container, command(Script.COPIES, true, Optional.empty()))) {
      copy.stdin().write("hello\n".getBytes(UTF_8));
      copy.stdin().close();
      assertThat(new String(copy.stdout().readAllBytes(), UTF_8)).isEqualTo("hello\n");
      assertThat(copy.await()).isZero();
    }
    try (var prints = engine.openExec(container, command(Script.PRINTS, false, Optional.empty()))) {
      assertThat(new String(prints.stdout().readAllBytes(), UTF_8)).isEqualTo("out\n");
      assertThat(new String(prints.stderr().readAllBytes(), UTF_8)).isEqualTo("err\n");
      assertThat(prints.await()).isEqualTo(4);
    }
  }

  @Test
  void anExecGetsATerminalWhereOneIsAskedFor() throws Exception {
    var size = Optional.of(new TerminalSize(80, 25));
    try (var session = engine.openExec(container, command(Script.ON_TERMINAL, true, size))) {
      session.resize(new TerminalSize(100, 30));
      assertThat(new String(session.stdout().readAllBytes(), UTF_8)).isEqualTo("yes\r\n");
      assertThat(session.stderr().read()).isNegative();
      assertThat(session.await()).isEqualTo(5);
    }
  }

  @Test
  void anExecOfNoProgramIsRefusedBeforeItHasStreams() {
    for (Optional<TerminalSize> terminal :
        List.of(Optional.<TerminalSize>empty(), Optional.of(new TerminalSize(80, 25)))) {
      assertThatThrownBy(
              () -> engine.openExec(container, command(Script.MISSING.command(), false, terminal)))
          .isInstanceOf(EngineException.class)
          .hasMessageStartingWith("failed to exec in container: ")
          .hasMessageContaining("exec: \"/no/such\": ")
          .hasMessageNotContainingAny("\u001b", "level=error", "ERRO");
    }
  }

  @Test
  void anExecThatIsClosedIsKilled() throws Exception {
    ExecSession copy = engine.openExec(container, command(Script.COPIES, true, Optional.empty()));
    copy.stdin().write("x\n".getBytes(UTF_8));
    copy.stdin().flush();
    assertThat(copy.stdout().read()).isEqualTo('x');
    copy.close();
    assertThat(copy.await()).isNotZero();
  }

  private static ExecCommand command(
      List<String> words, boolean stdin, Optional<TerminalSize> terminal) {
    return new ExecCommand(words, stdin, terminal);
  }
}
