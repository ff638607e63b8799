package dev.keelson.runtime.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.log.LogQuery;
import dev.keelson.runtime.log.LogReader;
import dev.keelson.runtime.log.LogRotation;
import dev.keelson.runtime.testkit.ContractConfigs;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A real monitor whose log is rotated under it, again and again, while the container writes. */
class LogRotationIT extends RealContainers {
  private static final int LINES = 20_000;
  private static final int MANY = 1000;

  @Test
  void noLineIsLostOrWrittenTwice() throws Exception {
    String count = "i=0; while [ $i -lt " + LINES + " ]; do echo line $i; i=$((i+1)); done";
    var config = shell.config(count, ContractConfigs.unlimited(), ContractConfigs.security());
    ContainerId id = shell.start(shell.sandbox("pod"), config);
    var rotation = new LogRotation(1000, MANY);
    Instant stamp = Instant.EPOCH;
    int rotations = 0;
    while (shell.engine().containerStatus(id).orElseThrow().pid().isPresent()) {
      stamp = stamp.plusSeconds(1);
      if (rotation.rotate(config.logPath(), stamp, () -> shell.engine().reopenLog(id))) {
        rotations++;
      }
    }
    shell.awaitExit(id);
    assertThat(rotations).isPositive();
    var out = new ByteArrayOutputStream();
    new LogReader(config.logPath(), new LogQuery(OptionalInt.empty(), Optional.empty(), false))
        .copy(out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            IntStream.range(0, LINES)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining()));
  }
}
