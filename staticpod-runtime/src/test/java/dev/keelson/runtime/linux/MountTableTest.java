package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MountTableTest {
  private static final MountTable TABLE =
      MountTable.parse(
          List.of(
              "21 1 254:0 / / rw,relatime shared:1 master:2 - ext4 /dev/vda rw,discard",
              "22 21 0:20 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
              "23 21 0:4 ipc:[4026532] /run/k/a\\040b/ipc rw shared:9 - nsfs nsfs rw",
              "24 23 0:30 / /run/k rw - tmpfs tmpfs rw",
              "a line of a kernel to come"));

  @Test
  void readsTargetsTypesAndOptions() {
    assertThat(TABLE.entries()).hasSize(4);
    assertThat(TABLE.entries().get(1))
        .isEqualTo(
            new MountTable.Entry(
                "/",
                Path.of("/sys/fs/cgroup/cpu,cpuacct"),
                "cgroup",
                List.of("rw", "cpu", "cpuacct")));
    assertThat(TABLE.has(Path.of("/run/k/a b/ipc"))).isTrue();
    assertThat(TABLE.has(Path.of("/run"))).isFalse();
  }

  @Test
  void whatIsBelowComesNewestFirst() {
    assertThat(TABLE.below(Path.of("/run/k")))
        .containsExactly(Path.of("/run/k"), Path.of("/run/k/a b/ipc"));
    assertThat(TABLE.below(Path.of("/run/kk"))).isEmpty();
  }
}
