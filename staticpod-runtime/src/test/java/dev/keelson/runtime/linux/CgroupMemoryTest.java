package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits on the way to a cgroup, on plain directories in the place of the kernel's. */
class CgroupMemoryTest {
  private static final String POD = "/kubepods/burstable/pod1";

  @TempDir private Path root;

  @BeforeEach
  void directories() throws IOException {
    Files.createDirectories(root.resolve("kubepods/burstable"));
  }

  @Test
  void theTightestLimitOfVersion2Counts() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "memory\n");
    version2("", "max", 900, 0);
    version2("kubepods", "1000", 700, 100);
    version2("kubepods/burstable", "900", 200, 0);
    assertThat(CgroupMemory.room(mounted("cgroup2"), POD))
        .contains(new CgroupMemory.Room("/kubepods", 400));
  }

  @Test
  void whereNothingIsLimitedThereIsNoSuchRoom() throws IOException {
    Files.writeString(root.resolve("cgroup.controllers"), "memory\n");
    version2("kubepods", "max", 700, 100);
    assertThat(CgroupMemory.room(mounted("cgroup2"), POD)).isEmpty();
  }

  @Test
  void version1CountsTheCacheOfTheWholeTree() throws IOException {
    version1("", "9223372036854771712", 5000, 0);
    version1("kubepods/burstable", "4096", 4000, 1000);
    assertThat(CgroupMemory.room(mounted("cgroup"), POD))
        .contains(new CgroupMemory.Room("/kubepods/burstable", 1096));
  }

  private void version2(String cgroup, String limit, long used, long cache) throws IOException {
    write(cgroup, "memory.max", limit);
    write(cgroup, "memory.current", Long.toString(used));
    write(cgroup, "memory.stat", "anon 1\ninactive_file " + cache);
  }

  private void version1(String cgroup, String limit, long used, long cache) throws IOException {
    write(cgroup, "memory.limit_in_bytes", limit);
    write(cgroup, "memory.usage_in_bytes", Long.toString(used));
    write(cgroup, "memory.stat", "inactive_file 7\ntotal_inactive_file " + cache);
  }

  private void write(String cgroup, String file, String text) throws IOException {
    Files.writeString(root.resolve(cgroup).resolve(file), text + "\n");
  }

  private Cgroups mounted(String type) throws IOException {
    return Cgroups.of(
        new MountTable(List.of(new MountTable.Entry("/", root, type, List.of("rw", "memory")))));
  }
}
