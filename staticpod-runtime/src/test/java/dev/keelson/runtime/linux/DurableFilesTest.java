package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {
  @TempDir private Path directory;

  @Test
  void writesAWholeFileAndLeavesNothingElse() throws Exception {
    Path file = directory.resolve("record.json");
    DurableFiles.write(file, "one".getBytes(StandardCharsets.UTF_8));
    DurableFiles.write(file, "two".getBytes(StandardCharsets.UTF_8), "rw-r--r--");
    assertThat(file).hasContent("two");
    assertThat(directory.toFile().list()).containsExactly("record.json");
  }

  @Test
  void anInterruptedThreadWritesAllTheSame() throws Exception {
    Path file = directory.resolve("record.json");
    Thread.currentThread().interrupt();
    DurableFiles.write(file, "whole".getBytes(StandardCharsets.UTF_8));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("whole");
    assertThat(directory.toFile().list()).containsExactly("record.json");
  }

  @Test
  void removesWhatKilledWritersLeftAndNothingElse() throws Exception {
    Path begun = Files.writeString(directory.resolve(".keelson-17.tmp"), "half");
    Path other = Files.writeString(directory.resolve(".keelson-17"), "somebody's");
    DurableFiles.removeUnfinished(directory);
    assertThat(begun).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void nothingIsLeftWhereNobodyEverWrote() throws Exception {
    DurableFiles.removeUnfinished(directory.resolve("absent"));
    assertThat(directory).isEmptyDirectory();
  }
}
