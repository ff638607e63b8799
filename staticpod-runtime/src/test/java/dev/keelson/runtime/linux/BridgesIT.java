package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** Bridges of the kernel, in a network namespace of the test's own. */
final class BridgesIT {
  @Test
  void aBridgeThatIsUpIsDeletedAndItsAbsenceIsWell() throws Exception {
    Namespaces.inNew(
        EnumSet.of(Namespaces.Kind.NET),
        () -> {
          ip("link", "add", "test0", "up", "type", "bridge");
          assertThat(Bridges.delete("test0")).isTrue();
          assertThat(Bridges.delete("test0")).isFalse();
        });
  }

  /** A program that this thread starts is in its namespaces. */
  private static void ip(String... words) throws IOException {
    String[] command = new String[words.length + 1];
    command[0] = "ip";
    System.arraycopy(words, 0, command, 1, words.length);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var said = process.inputReader()) {
      assertThat(said.lines().toList()).isEmpty();
    }
    assertThat(process.onExit().join().exitValue()).isZero();
  }
}
