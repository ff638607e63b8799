package dev.keelson.runtime.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.log.LogLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermTest {
  private static final String TEXT =
      "I1121 20:01:11.944780       1 leaderelection.go:272] \"Successfully acquired lease\""
          + " lock=\"kube-system/kube-scheduler\"";
  private static final Instant TOLD = Instant.parse("2026-11-21T20:01:11.944806Z");
  private static final Term TERM = term(TEXT);

  @TempDir private Path directory;

  private static Term term(String text) {
    return Term.of(new LogLine("2026-11-21T20:01:11.944806Z", "stderr", true, text)).orElseThrow();
  }

  private static LeaseState lease(String holder, Instant acquired) {
    return new LeaseState(holder, acquired, "7");
  }

  @Test
  void theLeaseIsTheOneThatTheLogNames() {
    assertThat(TERM.lease())
        .hasToString("/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/kube-scheduler");
    assertThat(TERM.toldAt()).isEqualTo(TOLD);
  }

  @Test
  void olderAndStructuredLogsTellTheSame() {
    assertThat(term("I1 1 x.go:1] successfully acquired lease kube-system/kube-scheduler"))
        .isEqualTo(TERM);
    assertThat(
            term(
                "{\"msg\":\"Successfully acquired lease\",\"lock\":\"kube-system/kube-scheduler\"}"))
        .isEqualTo(TERM);
  }

  @Test
  void aLeaseAcquiredJustBeforeTheLineIsThisProcesss() {
    assertThat(TERM.is(lease("cp1_1f", TOLD.minusMillis(7)), "cp1")).isTrue();
  }

  @Test
  void anotherHostsLeaseIsNot() {
    assertThat(TERM.is(lease("cp2_1f", TOLD.minusMillis(7)), "cp1")).isFalse();
    assertThat(TERM.is(lease("cp1a_1f", TOLD.minusMillis(7)), "cp1")).isFalse();
  }

  @Test
  void aLeaseAcquiredAtAnotherTimeIsNot() {
    assertThat(TERM.is(lease("cp1_1f", TOLD.plusMillis(1)), "cp1")).isFalse();
    assertThat(TERM.is(lease("cp1_1f", TOLD.minusSeconds(15)), "cp1")).isFalse();
  }

  @Test
  void nobodysLeaseIsNot() {
    assertThat(TERM.is(lease("", TOLD.minusMillis(7)), "cp1")).isFalse();
  }

  @Test
  void oneThatWaitsHasNoTerm() throws IOException {
    Path log = directory.resolve("0.log");
    String before = "2026-11-21T22:01:11.681831803+02:00 stderr F \"Attempting to acquire\"\n";
    Files.writeString(log, before);
    assertThat(Term.in(log)).isEmpty();
    Files.writeString(log, before + "2026-11-21T22:01:11.944806+02:00 stderr F " + TEXT + "\n");
    assertThat(Term.in(log)).contains(TERM);
    assertThat(Term.in(directory.resolve("1.log"))).isEmpty();
  }
}
