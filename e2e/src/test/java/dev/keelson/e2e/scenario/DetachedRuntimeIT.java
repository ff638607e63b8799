package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.PacedCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The runtime where no init system starts it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetachedRuntimeIT {
  private static final int ENDED_BY_SIGTERM = 143;

  @SuppressWarnings("NullAway.Init")
  private ControlPlane node;

  @BeforeAll
  void boot() throws Exception {
    node = ControlPlane.onFreshNode();
  }

  @AfterEach
  void stop() throws Exception {
    node.keelson("runtime", "stop");
    node.keelson("reset", "-f").orFail();
    node.shell("rm -rf /run/keelson");
  }

  @AfterAll
  void end() throws Exception {
    node.close();
  }

  @Test
  void itHasASessionOfItsOwnAndNoTerminal() throws Exception {
    node.keelson("runtime", "start").orFail();
    String pid = node.shell("cat /run/keelson/keelson.pid").strip();
    assertThat(node.shell("ps -o pid=,sid=,tty= -p " + pid).strip().split("\\s+"))
        .containsExactly(pid, pid, "?");
    assertThat(node.shell("readlink /proc/%s/fd/0 /proc/%1$s/fd/1".formatted(pid)).lines())
        .containsExactly("/dev/null", "/var/lib/keelson/runtime.log");
    assertThat(node.shell("stat -c %a /var/lib/keelson/runtime.log").strip()).isEqualTo("600");
    assertThat(node.keelson("runtime", "start").orFail().out()).contains("/run/keelson");
    assertThat(node.shell("cat /run/keelson/keelson.pid").strip())
        .as("started once")
        .isEqualTo(pid);
  }

  @Test
  void twoStartsAtOnceEndWithOneRuntime() throws Exception {
    String start = node.launcher() + " runtime start";
    node.shell("%s & %1$s; wait $!".formatted(start));
    assertThat(node.shell("pgrep -fc '[r]untime run'").strip()).isEqualTo("1");
    node.keelson("runtime", "status").orFail();
  }

  @Test
  void whatItSaidBeforeItEndedIsShownByWhoeverStartedIt() throws Exception {
    node.shell("mkdir -p /run/keelson/keelson.sock/taken");
    Execution start = node.keelson("runtime", "start");
    assertThat(start.status()).isEqualTo(1);
    assertThat(start.err())
        .contains("the runtime ended with status 1 instead of answering; it said: ")
        .contains("keelson.sock");

    node.importImages();
    Execution init = node.keelson("init");
    assertThat(init.status()).isEqualTo(1);
    assertThat(init.err())
        .contains("phase runtime-start: the runtime ended with status 1 instead of answering")
        .contains("keelson.sock");
    node.shell("rm -r /run/keelson/keelson.sock");
  }

  /** Its log is a pipe that nobody reads any more, so that its orderly end hangs. */
  @Test
  void aSecondSigtermEndsItAtOnce() throws Exception {
    try (PacedCommand runtime =
        PacedCommand.start(
            node.node(),
            ControlPlane.PATIENCE,
            PacedCommand.Stream.ERR,
            node.launcher(),
            "runtime",
            "run")) {
      String line = runtime.nextLine();
      while (!line.contains("runs the pods of")) {
        assertThat(line).as("the log ended").isNotEmpty();
        line = runtime.nextLine();
      }
      String pid = node.shell("cat /run/keelson/keelson.pid").strip();
      node.shell("kill -TERM " + pid);
      node.shell("until " + isHeldUp(pid) + "; do :; done");
      node.shell("kill -TERM " + pid);
      assertThat(runtime.end().status()).isEqualTo(ENDED_BY_SIGTERM);
    }
  }

  /** A thread of it hangs in write(2), whose number is 1, to descriptor 2. */
  private static String isHeldUp(String pid) {
    return "grep -qs '^1 0x2 ' /proc/%s/task/*/syscall".formatted(pid);
  }
}
