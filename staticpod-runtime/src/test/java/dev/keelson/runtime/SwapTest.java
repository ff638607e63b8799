package dev.keelson.runtime;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapTest {
  @TempDir private Path directory;

  @Test
  void refusesAMachineWithSwap() throws IOException {
    String heading = "Filename\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";
    Path none = Files.writeString(directory.resolve("none"), heading);
    Path one =
        Files.writeString(directory.resolve("one"), heading + "/dev/sda2 partition 1 0 -2\n");

    assertThatNoException().isThrownBy(() -> Swap.refuse(none));
    assertThatThrownBy(() -> Swap.refuse(one))
        .isInstanceOf(RuntimeStartException.class)
        .hasMessageContaining("swapoff -a");
  }
}
