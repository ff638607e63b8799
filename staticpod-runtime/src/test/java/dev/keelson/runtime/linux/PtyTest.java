package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PtyTest {
  @Test
  void isGoneWhenItsOutputIsClosed() throws IOException {
    Pty pty = Pty.open();
    pty.input().write("typed\n".getBytes(StandardCharsets.US_ASCII));
    try (InputStream output = pty.output()) {
      assertThat(new String(output.readNBytes(5), StandardCharsets.US_ASCII)).isEqualTo("typed");
      assertThat(pty.path()).exists();
    }
    assertThat(pty.path()).doesNotExist();
    assertThat(pty.output().read()).isEqualTo(-1);
    assertThatThrownBy(() -> pty.input().write('x')).hasMessageContaining("is closed");
    pty.resize(80, 24);
    pty.close();
  }

  @Test
  void whatIsReadMeanwhileComesToItsEnd() throws IOException, InterruptedException {
    Pty pty = Pty.open();
    var reader =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                assertThat(pty.output().readAllBytes()).isEmpty();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    pty.close();
    reader.join(20_000);
    assertThat(reader.isAlive()).isFalse();
    assertThat(pty.path()).doesNotExist();
  }
}
