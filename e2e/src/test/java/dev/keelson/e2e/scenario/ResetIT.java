package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.testnode.Execution;
import org.junit.jupiter.api.Test;

/** Reset takes away what init brought, and nothing else. */
class ResetIT {
  private static final String TREE =
      "find /etc /opt /var/lib /var/log /run -path /var/lib/keelson -prune -o -printf '%p %m %U %G %y\\n' | sort";

  private static final String MOUNTS = "cut -d' ' -f2 /proc/mounts | sort";

  @Test
  void theTreeIsAsItWasBeforeInit() throws Exception {
    try (ControlPlane cluster = ControlPlane.onFreshNode()) {
      String before = cluster.shell(TREE);
      String mountsBefore = cluster.shell(MOUNTS);
      cluster.init().orFail();
      assertThat(cluster.shell(TREE)).isNotEqualTo(before);

      cluster.keelson("reset", "-f", "--purge").orFail();

      assertThat(cluster.shell(TREE)).isEqualTo(before);
      assertThat(cluster.shell("ls /var/lib")).doesNotContain("keelson");
      // One that has ended and waits for its parent to ask for its status does nothing any more.
      assertThat(cluster.shell("ps -e -o stat=,comm= | grep -v ^Z"))
          .doesNotContain("conmon", "kube", "etcd", "java");
      assertThat(cluster.shell(MOUNTS)).isEqualTo(mountsBefore);
    }
  }

  @Test
  void aFileOfTheUsersStaysAndIsNamed() throws Exception {
    try (ControlPlane cluster = ControlPlane.initialized()) {
      cluster.shell("echo mine > /etc/kubernetes/pki/mine");

      Execution reset = cluster.keelson("reset", "-f").orFail();

      assertThat(reset.out() + reset.err()).contains("/etc/kubernetes/pki/mine");
      assertThat(cluster.shell("find /etc/kubernetes -type f"))
          .isEqualTo("/etc/kubernetes/pki/mine");
    }
  }

  @Test
  void whatADeadRuntimeHadChangedOfTheKernelIsPutBack() throws Exception {
    String setting = "/proc/sys/net/ipv4/tcp_migrate_req";
    try (ControlPlane cluster = ControlPlane.initialized()) {
      cluster.keelson("runtime", "stop", "--pods").orFail();
      cluster.shell(
          "cat %s > /run/keelson/tcp_migrate_req; echo 1 > %s".formatted(setting, setting));

      cluster.keelson("reset", "-f").orFail();

      assertThat(cluster.shell("cat " + setting)).isEqualTo("0");
    }
  }
}
