package dev.keelson.bootstrap.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
  @TempDir private Path root;

  @Test
  void listsTheDirectoriesThatWereMadeForIt() {
    Path path = root.resolve("var/lib/keelson");
    var state = new StateDirectory(path);
    state.make();
    assertThat(state.made()).containsExactly(root.resolve("var"), root.resolve("var/lib"), path);
    state.willMake(List.of(root.resolve("etc")));
    assertThat(state.made()).hasSize(4).endsWith(root.resolve("etc"));
  }

  @Test
  void leavesNoneOfThemWhenItGoes() throws IOException {
    var state = new StateDirectory(root.resolve("var/lib/keelson"));
    state.make();
    state.remove();
    try (var rest = Files.list(root)) {
      assertThat(rest).isEmpty();
    }
    state.remove();
  }

  @Test
  void leavesThoseThatHoldSomethingElse() throws IOException {
    var state = new StateDirectory(root.resolve("var/lib/keelson"));
    state.make();
    Files.createDirectory(root.resolve("var/log"));
    state.remove();
    assertThat(root.resolve("var/log")).exists();
    assertThat(root.resolve("var/lib")).doesNotExist();
  }

  @Test
  void findsWhatAnInterruptedMakeLeft() throws IOException {
    var state = new StateDirectory(root.resolve("var/lib/keelson"));
    Path half = Files.createDirectories(root.resolve(".var.keelson-new/lib"));
    assertThat(state.remains()).contains(half.resolveSibling(""));
    state.make();
    assertThat(root.resolve(".var.keelson-new")).doesNotExist();
    assertThat(root.resolve("var/lib/keelson")).isDirectory();
  }
}
