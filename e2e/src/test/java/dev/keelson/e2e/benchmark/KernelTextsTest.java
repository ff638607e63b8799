package dev.keelson.e2e.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the kernel's files say, as the kernel writes them. */
class KernelTextsTest {

  @Test
  void theMachineIsBusyInAllButIdleAndWaiting() {
    String stat = "cpu  100 20 30 99999 8888 4 5 6 70 80\ncpu0 1 1 1 1 1 1 1 1 1 1\n";
    assertThat(ProcessorTime.ofMachine(stat)).isEqualTo(Duration.ofMillis(1650));
  }

  @Test
  void versionOneAccountsWhereCpuacctIs() {
    String cgroups = "4:memory:/node\n2:cpuacct:/node\n0::/elsewhere\n";
    assertThat(ProcessorTime.accounting(cgroups)).isEqualTo(Path.of("/sys/fs/cgroup/cpuacct/node"));
    assertThat(ProcessorTime.accounting("3:cpu,cpuacct:/node\n"))
        .isEqualTo(Path.of("/sys/fs/cgroup/cpu,cpuacct/node"));
  }

  @Test
  void versionTwoAccountsInItsOneHierarchy() {
    assertThat(ProcessorTime.accounting("0::/node\n")).isEqualTo(Path.of("/sys/fs/cgroup/node"));
  }

  @Test
  void aProcessUsedItsOwnTimeAndThatOfItsChildren() {
    String stat = "7 (a) b) S 1 7 7 0 -1 4194560 9 9 0 0 100 20 3 4 20 0 9 0 555 1000 20";
    assertThat(NodeProcess.processorTime(stat)).isEqualTo(Duration.ofMillis(1270));
  }

  @Test
  void aRollupSaysWhatIsResidentAndWhatIsProportional() {
    String rollup =
        """
        55e0-7ffd ---p 00000000 00:00 0                          [rollup]
        Rss:               12000 kB
        Pss:                9000 kB
        Pss_Dirty:          5000 kB
        SwapPss:               0 kB
        """;
    MemoryUse one = MemoryUse.parse(rollup);
    assertThat(one).isEqualTo(new MemoryUse(1, 12_288_000, 9_216_000));
    assertThat(one.plus(one)).isEqualTo(new MemoryUse(2, 24_576_000, 18_432_000));
  }

  @Test
  void aRollupWithoutThemIsRefused() {
    assertThatExceptionOfType(BenchmarkException.class).isThrownBy(() -> MemoryUse.parse(""));
  }

  @Test
  void theCgroupVersionIsToldByTheMounts() {
    String v1 = "cgroup /sys/fs/cgroup/cpu cgroup rw,cpu 0 0\n";
    String v2 = "cgroup2 /sys/fs/cgroup cgroup2 rw 0 0\n";
    assertThat(Machine.cgroup(v2)).isEqualTo("v2");
    assertThat(Machine.cgroup(v1)).isEqualTo("v1");
    assertThat(Machine.cgroup(v1 + v2)).isEqualTo("v1, with a v2 hierarchy beside it");
  }
}
