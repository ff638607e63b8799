package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.linux.AppArmor;
import dev.keelson.runtime.linux.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The default AppArmor profile, as far as a machine without AppArmor in its kernel can tell. */
final class ConfinementIT {
  @Test
  void theDefaultProfileIsOneThatTheParserTakes() throws Exception {
    Path parser =
        AppArmor.parser()
            .orElseThrow(
                () -> new AssertionError("apparmor_parser is missing: apt-get install apparmor"));
    Command.Outcome outcome =
        Command.run(
                List.of(parser.toString(), "--skip-kernel-load", "--skip-cache", "--names"),
                Map.of(),
                Path.of("/"),
                Confinement.text(),
                Duration.ofSeconds(60))
            .orElseThrow();
    assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
    assertThat(outcome.stdout()).isEqualTo("keelson-default\n");
  }
}
