package dev.keelson.e2e.testnode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestNodeIT {
  private static final Duration SOON = Duration.ofSeconds(10);

  @SuppressWarnings("NullAway.Init")
  private TestNode node;

  @BeforeEach
  void boots() throws Exception {
    node = TestNode.start();
  }

  @AfterEach
  void ends() throws Exception {
    node.close();
  }

  @Test
  void hasANameAnAddressAndADefaultRoute() throws Exception {
    assertThat(sh("hostname")).isEqualTo("node-1");
    assertThat(sh("getent hosts node-1")).startsWith("192.0.2.11");
    assertThat(sh("ip route show default")).contains("via 192.0.2.1 dev eth0");
    assertThat(sh("cat /sys/class/net/*/operstate | sort -u")).contains("up");
  }

  @Test
  void seesItsOwnProcessesAlone() throws Exception {
    assertThat(sh("echo /proc/[0-9]* | wc -w")).isIn("2", "3", "4");
  }

  @Test
  void itsPathsAreItsOwn() throws Exception {
    for (String directory : List.of("/etc", "/opt", "/run", "/var/lib", "/var/log")) {
      String file = directory + "/of-a-test-node";
      sh("echo here > " + file);
      assertThat(node.path(file)).hasContent("here\n");
      assertThat(Path.of(file)).doesNotExist();
    }
  }

  @Test
  void itsCgroupsAreItsOwnAndEndWithIt() throws Exception {
    assertThat(sh("cat /proc/self/cgroup")).doesNotContain("..").contains(":/");
    sh("mkdir -p /sys/fs/cgroup/memory/kubepods/pod1 /sys/fs/cgroup/kubepods/pod1");
    node.powerCut();
    try (var left = Files.list(Path.of("/sys/fs/cgroup"))) {
      assertThat(left.map(Path::toString)).noneMatch(p -> p.contains("keelson-node"));
    }
  }

  @Test
  void aPowerCutEndsEveryProcessAndKeepsTheDisks() throws Exception {
    sh("echo kept > /var/lib/kept; echo kept > /etc/kept; echo lost > /run/lost");
    RunningCommand sleeper = node.spawn("sh", "-c", "echo asleep; exec sleep 600");
    sleeper.awaitOutput("asleep", SOON);
    node.powerCut();
    assertThat(sleeper.await(SOON).status()).isNotZero();
    node.boot();
    assertThat(sh("cat /var/lib/kept /etc/kept")).isEqualTo("kept\nkept");
    assertThat(node.path("/run/lost")).doesNotExist();
  }

  @Test
  void mountsOverlaysInItsLibraryDirectory() throws Exception {
    sh(
        """
        cd /var/lib && mkdir l u w m && echo lower > l/file
        mount -t overlay overlay -o lowerdir=l,upperdir=u,workdir=w m
        echo upper > m/file
        """);
    assertThat(sh("cat /var/lib/l/file /var/lib/u/file")).isEqualTo("lower\nupper");
  }

  @Test
  void capturesBothStreamsAndTheStatus() throws Exception {
    Execution execution = node.exec(SOON, "sh", "-c", "echo o; echo e >&2; exit 7");
    assertThat(execution.status()).isEqualTo(7);
    assertThat(execution.out()).isEqualTo("o");
    assertThat(execution.err()).isEqualTo("e");
    assertThatThrownBy(execution::orFail).hasMessageContaining("ended with status 7");
  }

  @Test
  void aCommandThatTakesTooLongIsKilledAndReported() throws Exception {
    assertThatThrownBy(() -> node.exec(Duration.ofMillis(200), "sleep", "600"))
        .isInstanceOf(TestNodeException.class)
        .hasMessageContaining("\"sleep 600\" had not ended after PT0.2S");
    // Killed is not yet gone: this ends when it is, or fails by taking too long.
    assertThat(sh("while pgrep -x sleep >/dev/null; do :; done; echo gone")).isEqualTo("gone");
  }

  private String sh(String script) throws InterruptedException {
    return node.exec(SOON, "sh", "-c", script).orFail().out();
  }
}
