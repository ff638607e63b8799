package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written where, on plain directories in the place of the kernel's. */
final class CgroupsTest {
  private static final CgroupLimits LIMITS =
      new CgroupLimits(
          OptionalLong.of(1024),
          OptionalLong.of(50_000),
          OptionalLong.empty(),
          OptionalLong.of(1 << 20),
          OptionalLong.empty(),
          Map.of());

  @TempDir Path directory;

  @Test
  void version2DelegatesDownToTheLeafAndHasItsOwnWords() throws IOException {
    Files.writeString(directory.resolve("cgroup.controllers"), "cpu memory pids\n");
    Cgroups cgroups = Cgroups.of(new MountTable(List.of(mount(directory, "cgroup2"))));
    cgroups.create("/kubepods/pod1/conmon");
    LIMITS.apply(cgroups, "/kubepods/pod1");
    Path pod = directory.resolve("kubepods/pod1");
    assertThat(cgroups.unified()).isTrue();
    assertThat(pod.resolve("conmon")).isEmptyDirectory();
    assertThat(pod.resolve("cgroup.subtree_control")).hasContent("+pids");
    assertThat(pod.resolve("cpu.weight")).hasContent("39");
    assertThat(pod.resolve("cpu.max")).hasContent("50000 100000");
    assertThat(pod.resolve("memory.max")).hasContent("1048576");
    assertThat(cgroups.entrances("/kubepods/pod1/conmon"))
        .containsExactly(pod.resolve("conmon/cgroup.procs"));
  }

  @Test
  void version1IsATreePerControllerAndLeavesCpusetToTheRuntime() throws IOException {
    Path memory = directory.resolve("memory");
    Path cpuset = directory.resolve("cpuset");
    Path cpu = directory.resolve("cpu,cpuacct");
    Cgroups cgroups =
        Cgroups.of(
            new MountTable(
                List.of(
                    mount(memory, "cgroup", "rw", "memory"),
                    mount(cpuset, "cgroup", "rw", "cpuset"),
                    mount(cpu, "cgroup", "rw", "cpu", "cpuacct"))));
    cgroups.create("/pod1");
    LIMITS.apply(cgroups, "/pod1");
    assertThat(memory.resolve("pod1/memory.limit_in_bytes")).hasContent("1048576");
    assertThat(cpu.resolve("pod1/cpu.shares")).hasContent("1024");
    assertThat(cpu.resolve("pod1/cpu.cfs_quota_us")).hasContent("50000");
    assertThat(cpuset.resolve("pod1")).doesNotExist();
  }

  @Test
  void aCgroupThatIsThereIsWeighedInTheWordsOfItsVersion() throws IOException {
    Path cpu = directory.resolve("cpu");
    Cgroups one = Cgroups.of(new MountTable(List.of(mount(cpu, "cgroup", "rw", "cpu"))));
    one.create("/kubepods");
    assertThat(CgroupLimits.weigh(one, "/kubepods", 2048)).isFalse();
    Path shares = Files.createFile(cpu.resolve("kubepods/cpu.shares"));
    assertThat(CgroupLimits.weigh(one, "/kubepods", 2048)).isTrue();
    assertThat(shares).hasContent("2048");
    Path unified = Files.createDirectories(directory.resolve("unified"));
    Files.writeString(unified.resolve("cgroup.controllers"), "cpu memory pids\n");
    Cgroups two = Cgroups.of(new MountTable(List.of(mount(unified, "cgroup2"))));
    two.create("/kubepods");
    Path weight = Files.createFile(unified.resolve("kubepods/cpu.weight"));
    assertThat(CgroupLimits.weigh(two, "/kubepods", 2048)).isTrue();
    assertThat(weight).hasContent("79");
    assertThat(CgroupLimits.weigh(two, "/gone", 2)).isFalse();
  }

  @Test
  void missingControllerIsNamed() throws IOException {
    Cgroups cgroups =
        Cgroups.of(new MountTable(List.of(mount(directory, "cgroup", "rw", "memory"))));
    cgroups.create("/pod1");
    assertThatThrownBy(() -> LIMITS.apply(cgroups, "/pod1"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "cpu.shares of cgroup /pod1 cannot be set: the kernel has no cgroup controller cpu");
  }

  @Test
  void countsProcessesOfTheWholeTreeAndSeesOomKills() throws IOException {
    Cgroups cgroups =
        Cgroups.of(new MountTable(List.of(mount(directory, "cgroup", "rw", "memory"))));
    cgroups.create("/pod1/c");
    Files.writeString(directory.resolve("pod1/cgroup.procs"), "12\n");
    Files.writeString(directory.resolve("pod1/c/cgroup.procs"), "0\n13\n");
    Files.writeString(directory.resolve("pod1/c/memory.oom_control"), "under_oom 0\noom_kill 2\n");
    assertThat(cgroups.processes("/pod1")).containsExactly(12, 13);
    assertThat(CgroupLimits.oomKilled(cgroups, "/pod1/c")).isTrue();
    assertThat(CgroupLimits.oomKilled(cgroups, "/pod1/gone")).isFalse();
  }

  @Test
  void removesEmptyDirectoriesUpToTheMountAndNoFurther() throws IOException {
    Cgroups cgroups =
        Cgroups.of(new MountTable(List.of(mount(directory, "cgroup", "rw", "memory"))));
    cgroups.create("/kubepods/burstable/pod1/conmon");
    cgroups.create("/kubepods/pod2");
    cgroups.remove("/kubepods/burstable/pod1");
    assertThat(directory.resolve("kubepods/burstable")).doesNotExist();
    assertThat(directory.resolve("kubepods/pod2")).exists();
    cgroups.remove("/kubepods/pod2");
    cgroups.remove("/kubepods/pod2");
    assertThat(directory).isEmptyDirectory();
  }

  private static MountTable.Entry mount(Path target, String type, String... options) {
    return new MountTable.Entry("/", target, type, List.of(options));
  }
}
