package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.RunningCommand;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What keeps init from working is one sentence with the cause and what to do; nothing is changed.
 */
class RefusalsIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init")
  private ControlPlane node;

  @BeforeEach
  void boot() throws Exception {
    node = ControlPlane.onFreshNode();
  }

  @AfterEach
  void changedNothing() throws Exception {
    try (var _ = node) {
      assertNothingWasChanged();
    }
  }

  private void assertNothingWasChanged() throws InterruptedException {
    assertThat(node.shell("find /etc/kubernetes -type f 2>/dev/null || true")).isEmpty();
    assertThat(node.shell("ps -e -o comm=")).doesNotContain("java", "conmon");
  }

  @Test
  void anImageIsMissing() throws Exception {
    Execution init = node.keelson("init");
    assertThat(init.status()).isEqualTo(2);
    assertThat(init.err())
        .contains(
            "[ERROR ImagePull]: image registry.k8s.io/kube-apiserver:v1.37.1 is not on this node;"
                + " get it with `keelson images pull`, or give an archive that has it: --images"
                + " ARCHIVE");
  }

  @Test
  void aPortIsTaken() throws Exception {
    try (RunningCommand holder =
        node.node().spawn("sh", "-c", "echo $$; exec busybox nc -ll -p 6443 -e cat")) {
      String pid = holder.awaitOutput("^\\d+$", SOON);
      node.shell("while ! grep -q ':192B ' /proc/net/tcp*; do :; done");
      Execution init = node.keelson("init");
      assertThat(init.status()).isEqualTo(2);
      assertThat(init.err())
          .contains(
              "[ERROR Port-6443]: Port 6443 is in use by busybox (pid "
                  + pid
                  + "); stop it or choose another port");
    }
  }

  @Test
  void theUserIsNotRoot() throws Exception {
    Execution init =
        node.node()
            .exec(
                ControlPlane.PATIENCE,
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                node.launcher(),
                "init");
    assertThat(init.status()).isEqualTo(2);
    assertThat(init.err())
        .contains("[ERROR IsPrivilegedUser]: user is not running as root but as uid 65534");
  }

  @Test
  void runcIsMissing() throws Exception {
    String runc = node.shell("command -v runc");
    node.shell("mount --bind /dev/null " + runc);
    Execution init = node.keelson("init");
    node.shell("umount " + runc);
    assertThat(init.status()).isEqualTo(2);
    assertThat(init.err())
        .contains(
            "[ERROR FileExisting-runc]: runc not found in system path; install it: apt-get install"
                + " runc conmon");
  }

  @Test
  void theVersionIsUnknown() throws Exception {
    Execution init = node.init("--kubernetes-version=v1.30.0");
    assertThat(init.status()).isEqualTo(3);
    assertThat(init.err())
        .contains("--kubernetes-version: v1.30.0 cannot be brought up; there are v1.36.x and");
  }

  @Test
  void theDiskIsFull() throws Exception {
    node.shell("mkdir -p /var/lib/keelson && mount -t tmpfs -o size=64m tmpfs /var/lib/keelson");
    Execution init = node.init();
    node.shell("umount /var/lib/keelson");
    assertThat(init.status()).isEqualTo(1);
    assertThat(init.err())
        .contains("the disk of the image store /var/lib/keelson/images is full")
        .contains("the store is as before: free some space, then try again.");
  }

  @Test
  void aCertificateIsOfAnotherCa() throws Exception {
    node.shell(
        """
        mkdir -p /etc/kubernetes/pki && cd /etc/kubernetes/pki
        sign="openssl req -x509 -newkey rsa:2048 -nodes -days 100"
        $sign -keyout ca.key -out ca.crt -subj /CN=kubernetes
        $sign -keyout apiserver.key -out apiserver.crt -subj /CN=kube-apiserver
        """);
    Execution init = node.init();
    node.keelson("reset", "-f").orFail();
    assertThat(node.shell("ls /etc/kubernetes/pki | sort | paste -sd' '"))
        .isEqualTo("apiserver.crt apiserver.key ca.crt ca.key");
    node.shell("rm -r /etc/kubernetes/pki");
    assertThat(init.status()).isEqualTo(1);
    assertThat(init.err())
        .contains(
            "/etc/kubernetes/pki/apiserver.crt is not signed by the CA ca of /etc/kubernetes/pki;"
                + " put the CA that signed it there, or remove the certificate and its key to have"
                + " a new pair.");
  }
}
