package dev.keelson.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

  @Test
  void onAPipeALineTellsWhatBeginsAndOneWhatTookLong() {
    assertThat(shown(PlainProgress::new))
        .isEqualTo(
            """
            [certs/ca] Issue the CA
            [certs/sa] Generate the key
            [certs/sa] done in 1.5s
            [certs/etcd] Issue the other CA
            [certs/etcd] failed after 0.2s
            """);
  }

  @Test
  void asJsonEveryEventIsALine() {
    assertThat(shown(console -> new JsonProgress(console, NOON)).lines())
        .hasSize(8)
        .first()
        .isEqualTo(
            "{\"time\":\"2026-01-01T12:00:00Z\",\"event\":\"PhaseStarted\",\"phase\":\"certs/ca\",\"summary\":\"Issue the CA\"}");
  }

  @Test
  void theTreeKeepsALineForEveryPhaseThatEnded() {
    String tree = shown(TreeProgress::start);
    assertThat(tree)
        .contains("✓\u001b[0m ca ")
        .contains("✓\u001b[0m sa ")
        .contains("✗\u001b[0m etcd ");
  }

  @Test
  void agesAreWrittenAsKubectlWritesThem() {
    assertThat(Durations.age(Duration.ofSeconds(119))).isEqualTo("119s");
    assertThat(Durations.age(Duration.ofSeconds(125))).isEqualTo("2m5s");
    assertThat(Durations.age(Duration.ofMinutes(59))).isEqualTo("59m");
    assertThat(Durations.age(Duration.ofHours(47))).isEqualTo("47h");
    assertThat(Durations.age(Duration.ofDays(364))).isEqualTo("364d");
  }

  @Test
  void columnsAreAsWideAsTheirWidestCell() {
    assertThat(new Table("NAME", "READY").row("kube-apiserver", "1/1").toString())
        .isEqualTo("NAME             READY\nkube-apiserver   1/1\n");
  }

  private static String shown(Function<Console, Progress> start) {
    var out = new ByteArrayOutputStream();
    try (Progress progress = start.apply(Console.into(out, OutputStream.nullOutputStream()))) {
      progress.started("certs/ca", "Issue the CA");
      progress.effectStarted("write ca.crt");
      progress.effectFinished("write ca.crt");
      progress.finished("certs/ca", Duration.ofMillis(20));
      progress.started("certs/sa", "Generate the key");
      progress.finished("certs/sa", Duration.ofMillis(1500));
      progress.started("certs/etcd", "Issue the other CA");
      progress.failed("certs/etcd", Duration.ofMillis(200), "the disk is full");
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
