package dev.keelson.e2e.guest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The runtime as a unit of systemd: whatever ends it, its pods do not notice. */
@ResourceLock(SharedGuest.LOCK)
@ExtendWith(SharedGuest.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestUnitIT {
  /** Shorter than the unit's own, so that a hang is seen soon; long for an emulated machine. */
  private static final String WATCHDOG =
      """
      [Service]
      WatchdogSec=20
      """;

  private static final GuestPod POD = GuestPod.of("steady");

  private final GuestNode node;
  private String process = "";
  private String runtime = "";

  GuestUnitIT(GuestNode node) {
    this.node = node;
  }

  @BeforeAll
  void aPodRuns() throws Exception {
    node.apply(POD);
    process = node.awaitProcess(POD);
    node.await(POD, "is ready", c -> c.path("ready").asBoolean());
  }

  @BeforeEach
  void aRuntimeRuns() throws Exception {
    runtime = node.unit("MainPID");
  }

  @AfterAll
  void noneIsLeft() throws Exception {
    node.delete(POD);
    node.shell("while pgrep -f '%s' >/dev/null; do sleep 0.2; done".formatted(POD.pattern()));
  }

  @Test
  void systemdKnowsItsStateAndKeepsOffItsCgroups() throws Exception {
    assertThat(node.shell("systemctl is-enabled keelson; systemctl is-active keelson"))
        .isEqualTo("enabled\nactive");
    assertThat(node.shell("systemctl show keelson -p Type,KillMode,Delegate,NotifyAccess"))
        .contains("Type=notify", "KillMode=process", "Delegate=yes", "NotifyAccess=main");
    assertThat(runtime).isEqualTo(node.shell("cat /run/keelson/keelson.pid"));
    assertThat(node.shell("systemd-analyze verify /etc/systemd/system/keelson.service")).isEmpty();
    assertThat(node.shell("cat /proc/$(pgrep -o -x conmon)/cgroup"))
        .contains("/kubepods/besteffort/pod")
        .doesNotContain("keelson.service");
    assertThat(node.shell("journalctl --unit=keelson --output=cat"))
        .contains("runs the pods of guest on /run/keelson/keelson.sock");
  }

  @Test
  void restartingTheUnitRestartsNoContainer() throws Exception {
    node.shell("systemctl restart keelson");
    assertThat(node.unit("ActiveState")).isEqualTo("active");
    adopted();
  }

  @Test
  void aKilledRuntimeIsStartedAgain() throws Exception {
    node.shell("kill -KILL " + runtime);
    awaitAnother();
    adopted();
  }

  @Test
  void aRuntimeThatHangsIsReplaced() throws Exception {
    node.write("/etc/systemd/system/keelson.service.d/watchdog.conf", WATCHDOG);
    node.shell("systemctl daemon-reload && systemctl restart keelson");
    runtime = node.unit("MainPID");
    node.shell("kill -STOP " + runtime);
    awaitAnother();
    assertThat(node.shell("journalctl --unit=keelson --output=cat")).contains("Watchdog timeout");
    adopted();
    node.shell("rm -r /etc/systemd/system/keelson.service.d && systemctl daemon-reload");
  }

  private void awaitAnother() throws InterruptedException {
    node.shell(
        """
        until [ "$(systemctl show keelson --value -p MainPID)" != %s ] &&
          [ "$(systemctl is-active keelson)" = active ]; do sleep 0.2; done
        """
            .formatted(runtime));
  }

  /** Another runtime has the same process in its care, and never restarted it. */
  private void adopted() throws Exception {
    assertThat(node.unit("MainPID")).isNotEqualTo(runtime).isNotEqualTo("0");
    var container = node.await(POD, "is adopted", c -> c.path("ready").asBoolean());
    assertThat(container.path("restartCount").asInt()).isZero();
    assertThat(node.awaitProcess(POD)).isEqualTo(process);
  }
}
