package dev.keelson.runtime.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvFileTest {
  private static Optional<String> variable(String text) {
    return EnvFile.variable(text.lines().toList(), "K");
  }

  @Test
  void readsQuotedValuesAsTheyAre() {
    assertThat(variable("K='v'")).contains("v");
    assertThat(variable("\n  \n# K='no'\n  K='a $(B) \\n \"c\"'   # said"))
        .contains("a $(B) \\n \"c\"");
    assertThat(variable("A='1\n# not a comment\n'\nK='2'")).contains("2");
    assertThat(variable("K=''")).contains("");
    assertThat(variable("K= 'v'")).contains("");
    assertThat(variable("A='1'")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "K; line 1: a line is NAME='value'",
        "K ='v'; without blanks before =",
        "='v'; line 1: a line is",
        "K=v; line 1: a value is put into single quotes",
        "K='v; line 1: the quote is never closed",
        "K='v' w; line 1: only a comment may come after"
      })
  void refusesTheRestWithItsLine(String text, String why) {
    assertThatThrownBy(() -> variable(text)).hasMessageContaining(why);
  }
}
