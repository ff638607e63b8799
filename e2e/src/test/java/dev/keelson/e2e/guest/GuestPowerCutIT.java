package dev.keelson.e2e.guest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.e2e.component.BusyboxImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The power fails while everything is being written: an image is imported, a pod is handed over to
 * its successor, a container writes. What the guest's kernel had not written to its disk is lost.
 */
@ResourceLock(SharedGuest.LOCK)
@ExtendWith(SharedGuest.class)
class GuestPowerCutIT {
  private static final GuestPod STEADY =
      GuestPod.of("steady")
          .spec("volumes: [{name: data, hostPath: {path: /srv/data, type: DirectoryOrCreate}}]")
          .container("volumeMounts: [{name: data, mountPath: /data}]")
          .first(
              "(while :; do /bin/busybox date >> /data/dates; /bin/busybox sleep 0.2; done) & :");

  /** So that two revisions run for longer than a slow machine needs to see them. */
  private static final String READY_LATE =
      "readinessProbe: {exec: {command: [/bin/busybox, 'true']}, initialDelaySeconds: 15, timeoutSeconds: 60}";

  private final GuestNode node;

  GuestPowerCutIT(GuestNode node) {
    this.node = node;
  }

  @Test
  void afterwardsEverythingIsWholeAndOneRevisionServes() throws Exception {
    node.apply(STEADY);
    node.apply(surging("old"));
    node.await(STEADY, "is ready", c -> c.path("ready").asBoolean());
    node.await(surging("old"), "is ready", c -> c.path("ready").asBoolean());
    String boot = node.shell("cat /proc/sys/kernel/random/boot_id");
    importBallast();
    node.apply(surging("new").container(READY_LATE));
    node.shell("until [ \"$(pgrep -c -f 'revision-(old|new);')\" = 2 ]; do sleep 0.05; done");

    node.powerCut();

    assertThat(node.shell("cat /proc/sys/kernel/random/boot_id")).isNotEqualTo(boot);
    assertThat(node.shell("until systemctl is-active keelson; do sleep 0.5; done"))
        .endsWith("active");
    storeIsWhole();
    node.await(STEADY, "is back", c -> c.path("ready").asBoolean());
    node.await(surging("new"), "is back", c -> c.path("ready").asBoolean());
    assertThat(node.shell("pgrep -a -f 'revision-(old|new);' | grep -o 'revision-[a-z]*' | uniq"))
        .isEqualTo("revision-new");
    assertThat(node.shell("cat /proc/sys/net/ipv4/tcp_migrate_req")).isEqualTo("0");
    node.delete(STEADY);
    node.delete(surging("new"));
    node.shell("while pgrep -x conmon >/dev/null; do sleep 0.2; done");
  }

  /** Begins, and stops where there is something half-written. */
  private void importBallast() throws InterruptedException {
    node.shell(
        """
        setsid %s images import %s >/dev/null 2>&1 </dev/null &
        import=$!
        until [ -n "$(find /var/lib/keelson/images/staging -type f -size +1M)" ]; do sleep 0.05; done
        kill -STOP $import
        """
            .formatted(GuestNode.KEELSON, GuestNode.BALLAST));
  }

  /** Every blob is what its name says, and what was cut off can be done again. */
  private void storeIsWhole() throws InterruptedException {
    String wrong =
        node.shell(
            """
            cd /var/lib/keelson/images/blobs/sha256
            for blob in *; do echo "$blob  $blob"; done | sha256sum --check --quiet
            """);
    assertThat(wrong).isEmpty();
    assertThat(node.shell(GuestNode.KEELSON + " images list"))
        .contains("docker.io/library/busybox")
        .doesNotContain("ballast");
    assertThat(node.shell(GuestNode.KEELSON + " images import " + GuestNode.BALLAST))
        .contains(BusyboxImage.BALLAST_NAME);
    assertThat(node.shell("ls /var/lib/keelson/images/staging")).isEmpty();
  }

  /** A pod that is handed over while both its revisions run. */
  private static GuestPod surging(String revision) {
    return GuestPod.of("surging")
        .metadata("annotations: {keelson.dev/rollout: surge}")
        .first(": revision-" + revision);
  }
}
