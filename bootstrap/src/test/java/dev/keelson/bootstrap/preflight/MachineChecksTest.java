package dev.keelson.bootstrap.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.preflight.Check.Concern;
import dev.keelson.bootstrap.preflight.Check.Problem;
import dev.keelson.bootstrap.revision.Owner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineChecksTest {
  @TempDir private Path directory;

  private Path file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, text);
  }

  @Test
  void asksForRoot() {
    assertThat(new IsPrivilegedUser(Owner.ROOT).findings()).isEmpty();
    assertThat(new IsPrivilegedUser(new Owner(1000, 1000)).findings())
        .containsExactly(
            new Problem("user is not running as root but as uid 1000; run it with sudo"));
  }

  @Test
  void asksForTwoCpus() {
    assertThat(new NumCpu(2).findings()).isEmpty();
    assertThat(new NumCpu(1).findings())
        .containsExactly(new Problem("the number of available CPUs 1 is less than the required 2"));
  }

  @Test
  void asksForMemory() throws IOException {
    Path enough = file("enough", "MemTotal:        4046848 kB\nMemFree: 1 kB\n");
    Path little = file("little", "MemTotal:        1046848 kB\nMemFree: 1 kB\n");
    assertThat(new Mem(enough).findings()).isEmpty();
    assertThat(new Mem(little).findings())
        .containsExactly(new Problem("the system RAM (1022 MB) is less than the minimum 1700 MB"));
    assertThat(new Mem(directory.resolve("none")).findings())
        .singleElement()
        .isInstanceOf(Concern.class);
  }

  @Test
  void warnsOfSwap() throws IOException {
    String header = "Filename\tType\tSize\tUsed\tPriority\n";
    assertThat(new Swap(file("none", header)).findings()).isEmpty();
    assertThat(new Swap(file("some", header + "/dev/sda2 partition 1 0 -2\n")).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.sentence()).startsWith("swap is enabled on /dev/sda2"))
        .isInstanceOf(Concern.class);
  }

  @Test
  void knowsBothVersionsOfCgroups() throws IOException {
    file("v2/cgroup.controllers", "cpuset cpu io memory pids\n");
    file("v2-lacking/cgroup.controllers", "cpu pids\n");
    for (String controller : List.of("cpu", "memory", "pids")) {
      Files.createDirectories(directory.resolve("v1").resolve(controller));
    }
    assertThat(new Cgroups(directory.resolve("v1")).findings()).isEmpty();
    assertThat(new Cgroups(directory.resolve("v2")).findings()).isEmpty();
    assertThat(new Cgroups(directory.resolve("v2-lacking")).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.sentence()).contains("controllers memory are missing"));
    assertThat(new Cgroups(directory.resolve("absent")).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.sentence()).contains("cpu, memory, pids"));
  }

  @Test
  void looksForProgramsInTheSearchPath() throws IOException {
    Path program = file("bin/runc", "#!/bin/sh\n");
    var check =
        new ProgramExisting("runc", "/nowhere:" + directory + "/bin", "apt-get install runc");
    assertThat(check.findings())
        .containsExactly(
            new Problem("runc not found in system path; install it: apt-get install runc"));
    assertThat(program.toFile().setExecutable(true)).isTrue();
    assertThat(check.findings()).isEmpty();
  }

  @Test
  void leavesOtherPeoplesFilesAlone() throws IOException {
    var node = new DiskNodeView();
    var manifest = new FileAvailable(directory.resolve("etcd.yaml"), node);
    var data = new DirAvailable(directory.resolve("data"), node);
    assertThat(manifest.name()).startsWith("FileAvailable--").endsWith("-etcd.yaml");
    assertThat(manifest.findings()).isEmpty();
    assertThat(data.findings()).isEmpty();
    file("etcd.yaml", "kind: Pod");
    file("data/member/wal", "");
    assertThat(manifest.findings()).singleElement().isInstanceOf(Problem.class);
    assertThat(data.findings()).singleElement().isInstanceOf(Problem.class);
  }

  @Test
  void namesEveryMissingImageAndTheTwoWaysToGetIt() {
    var check = new ImagePresent(List.of("reg/a:1", "reg/b:1"), "reg/a:1"::equals);
    assertThat(check.findings())
        .containsExactly(
            new Problem(
                "image reg/b:1 is not on this node; get it with `keelson images pull`, or give an"
                    + " archive that has it: --images ARCHIVE"));
  }

  @Test
  void resolvesTheNodeName() {
    assertThat(new Hostname("localhost").findings()).isEmpty();
    assertThat(new Hostname("no-such-node.invalid").findings())
        .singleElement()
        .isInstanceOf(Concern.class);
  }

  @Test
  void looksAtTheFileSystemTheDirectoryWillBeOn() {
    var check = new DiskSpace(directory.resolve("not/there/yet"));
    assertThat(check.findings()).noneMatch(f -> f.sentence().contains("not/there/yet:"));
  }
}
