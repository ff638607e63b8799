package dev.keelson.runtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.testkit.Snapshots;
import org.junit.jupiter.api.Test;

class MirrorPodTest {
  private static final PodSnapshot ETCD = Snapshots.pod("etcd", "r1", true);

  @Test
  void isWhatNodeRestrictionAsksFor() {
    ObjectNode mirror = MirrorPod.of(ETCD, "cp1", "uid-1");

    assertThat(MirrorPod.isMirror(mirror)).isTrue();
    assertThat(mirror.at("/metadata/annotations/kubernetes.io~1config.mirror").asText())
        .isEqualTo(ETCD.uid());
    assertThat(mirror.at("/metadata/ownerReferences/0").toString())
        .isEqualTo(
            "{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"name\":\"cp1\",\"uid\":\"uid-1\",\"controller\":true}");
    assertThat(mirror.at("/metadata/uid").isMissingNode()).isTrue();
    assertThat(mirror.at("/spec/nodeName").asText()).isEqualTo("cp1");
  }

  @Test
  void leavesTheManifestAsItIs() {
    ObjectNode before = ETCD.manifest().deepCopy();

    MirrorPod.of(ETCD, "cp1", "uid-1");

    assertThat(ETCD.manifest()).isEqualTo(before);
  }

  @Test
  void isAnotherWithAnotherContentNodeOrWhenItIsBeingDeleted() {
    ObjectNode mirror = MirrorPod.of(ETCD, "cp1", "uid-1");
    ObjectNode deleted = mirror.deepCopy();
    deleted.withObject("/metadata").put("deletionTimestamp", "2026-01-01T00:00:00Z");

    assertThat(MirrorPod.isCurrent(mirror, MirrorPod.of(ETCD, "cp1", "uid-1"))).isTrue();
    assertThat(MirrorPod.isCurrent(mirror, MirrorPod.of(ETCD, "cp1", "uid-2"))).isFalse();
    assertThat(MirrorPod.isCurrent(deleted, mirror)).isFalse();
    PodSnapshot edited = Snapshots.pod("etcd", "r2", true);
    assertThat(MirrorPod.isCurrent(mirror, MirrorPod.of(edited, "cp1", "uid-1"))).isFalse();
  }

  @Test
  void takesBackWhatItsStatusHasNoMore() {
    ObjectNode status = MirrorPod.statusOf(ETCD);

    assertThat(status.path("message").isNull()).isTrue();
    assertThat(status.path("phase").asText()).isEqualTo("Running");
    assertThat(status.at("/containerStatuses/0/state/running/startedAt").asText())
        .isEqualTo("2026-01-01T00:00:00Z");
    assertThat(status.at("/containerStatuses/0/lastState").isEmpty()).isTrue();
  }
}
