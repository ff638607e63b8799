package dev.keelson.e2e.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuildComponentsTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void unknownWordsAreAnsweredWithTheUsage() throws Exception {
    assertThat(run("everything")).isEqualTo(3);
    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("usage: images|binaries");
  }

  @Test
  void anUnknownReleaseIsOneSentence() throws Exception {
    assertThat(run("images", "v1.1.1")).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
  }

  private int run(String... arguments) throws Exception {
    var out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    var errors = new PrintStream(err, true, StandardCharsets.UTF_8);
    return BuildComponents.run(List.of(arguments), out, errors);
  }
}
