package dev.keelson.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit as systemd itself reads it. */
class SystemdUnitIT {
  @BeforeAll
  static void theProgramIsThere() {
    assertThat(Path.of("/usr/bin/systemd-analyze"))
        .as("what reads unit files: apt-get install systemd")
        .exists();
  }

  @Test
  void systemdFindsNothingWrongWithIt(@TempDir Path directory) throws Exception {
    Path unit = directory.resolve("keelson.service");
    Files.writeString(unit, SystemdUnit.text(List.of("/bin/sh", "runtime", "run", "a b", "50%")));
    Process verify =
        new ProcessBuilder("systemd-analyze", "verify", unit.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(verify.waitFor()).as(said).isZero();
    assertThat(said).doesNotContain("keelson.service");
  }
}
