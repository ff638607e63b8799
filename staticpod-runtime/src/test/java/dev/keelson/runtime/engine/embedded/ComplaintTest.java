package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ComplaintTest {
  @Test
  void takesTheRuntimesLastErrorAsOneSentence() {
    assertThat(
            Complaint.of(
                """
                time="2026-01-01T00:00:00Z" level=warning msg="never mind"
                time="2026-01-01T00:00:00Z" level=error msg="runc create failed: exec: \\"/no\\": no such file"
                """))
        .isEqualTo("exec: \"/no\": no such file");
  }

  @Test
  void takesWhatIsSaidOnATerminalWithoutItsColours() {
    assertThat(
            Complaint.of(
                "\u001b[31mERRO\u001b[0m[0000] exec failed: exec: \"/no\": no such file \r\n"))
        .isEqualTo("exec: \"/no\": no such file");
  }

  @Test
  void takesTheLastLineOfAnythingElse() {
    assertThat(Complaint.of("first\nsecond\n\n")).isEqualTo("second");
    assertThat(Complaint.of("  \n")).isEqualTo("it said nothing");
  }
}
