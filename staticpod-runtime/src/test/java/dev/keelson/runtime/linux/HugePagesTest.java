package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HugePagesTest {
  @TempDir Path directory;

  @Test
  void areThoseThatTheKernelHasSetAside() throws IOException {
    set("hugepages-2048kB", "4\n");
    set("hugepages-1048576kB", "0\n");
    assertThat(HugePages.in(directory).bytes()).isEqualTo(Map.of(2L << 20, 8L << 20, 1L << 30, 0L));
  }

  @Test
  void areNoneWhereTheKernelHasNone() throws IOException {
    assertThat(HugePages.in(directory.resolve("none")).bytes()).isEmpty();
  }

  @Test
  void areNamedAsTheirCgroupFilesAre() {
    assertThat(HugePages.nameOf(64 << 10)).isEqualTo("64KB");
    assertThat(HugePages.nameOf(2 << 20)).isEqualTo("2MB");
    assertThat(HugePages.nameOf(1 << 30)).isEqualTo("1GB");
  }

  private void set(String size, String count) throws IOException {
    Path of = Files.createDirectory(directory.resolve(size));
    Files.writeString(of.resolve("nr_hugepages"), count);
  }
}
