package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StateJsonTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"a\":", "\0\0\0", "null"})
  void fileThatAPowerCutLeftUnfinishedIsNone(String content) throws IOException {
    Path file = directory.resolve("run.json");
    Files.writeString(file, content);
    assertThat(StateJson.read(file)).isEmpty();
    assertThat(StateJson.read(directory.resolve("absent.json"))).isEmpty();
  }

  @Test
  void keepsWhatItWasGivenAndLeavesNoOtherFile() throws IOException {
    Path file = directory.resolve("run.json");
    var node = StateJson.object();
    StateJson.map(node, "labels", Map.of("b", "2", "a", "1"));
    StateJson.write(file, node);
    StateJson.writeQuickly(file, node);
    assertThat(file).hasContent("{\"labels\":{\"a\":\"1\",\"b\":\"2\"}}");
    assertThat(StateJson.map(StateJson.read(file).orElseThrow(), "labels"))
        .isEqualTo(Map.of("a", "1", "b", "2"));
    assertThat(EngineFiles.list(directory)).containsExactly(file);
  }
}
