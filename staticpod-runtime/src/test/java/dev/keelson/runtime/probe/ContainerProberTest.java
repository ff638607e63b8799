package dev.keelson.runtime.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.manifest.ContainerSpec.Probes;
import dev.keelson.runtime.manifest.ProbeSpec;
import dev.keelson.runtime.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class ContainerProberTest {
  private final ManualClock clock = ManualClock.standing();
  private ScriptedContainer container;
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private final ProbeAnswers answers = new ProbeAnswers();
  private Optional<ContainerProber> prober = Optional.empty();

  @BeforeEach
  void makeContainer(@TempDir Path logs) {
    container = new ScriptedContainer(clock, logs);
  }

  @AfterEach
  void close() {
    prober.ifPresent(ContainerProber::close);
  }

  private static Optional<ProbeSpec> probe(String name, int initialDelay, int failures) {
    return Optional.of(
        new ProbeSpec(
            new Action.Exec(List.of(name)),
            Duration.ofSeconds(initialDelay),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            1,
            failures,
            Optional.empty()));
  }

  private ContainerProber start(Probes probes, boolean adopted) {
    var target =
        new ContainerProber.Target(
            "web", container.id(), "127.0.0.1", clock.instant(), adopted, OwnAnswers.ANYBODYS);
    var listener =
        new ProbeListener() {
          @Override
          public void answered(String probe, ProbeResult result) {
            answers.put("uid", "web", probe, clock.instant(), result);
          }

          @Override
          public void warning(String message) {
            told.add(message);
          }

          @Override
          public void changed() {
            told.add("changed");
          }

          @Override
          public void unhealthy(String message) {
            told.add(message);
          }
        };
    var started =
        ContainerProber.start(
            target, probes, clock, new ActionRunner(container.engine(), clock), listener);
    prober = Optional.of(started);
    return started;
  }

  private void advance(long millis) {
    clock.advance(Duration.ofMillis(millis));
  }

  private String next() throws InterruptedException {
    String next = told.poll(10, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return next;
  }

  @Test
  void withoutProbesItIsReadyAtOnce() {
    Verdict verdict =
        start(new Probes(Optional.empty(), Optional.empty(), Optional.empty()), false).verdict();
    assertThat(verdict.started()).isTrue();
    assertThat(verdict.ready()).isTrue();
  }

  @Test
  void anEarlyStartupSuccessCountsAndAnEarlyFailureDoesNot() throws Exception {
    container.answers("startup", 1);
    var running =
        start(new Probes(probe("startup", 10, 1), Optional.empty(), Optional.empty()), false);
    container.awaitTries("startup", 1);
    assertThat(next()).isEqualTo("changed");
    assertThat(running.verdict().started()).isFalse();
    assertThat(running.verdict().kill()).isEmpty();
    container.answers("startup", 0);
    clock.awaitAlarms(1);
    advance(250);
    container.awaitTries("startup", 2);
    assertThat(next()).isEqualTo("changed");
    assertThat(running.verdict().started()).isTrue();
    assertThat(running.verdict().ready()).isTrue();
  }

  @Test
  void lateStartupFailuresKill() throws Exception {
    container.answers("startup", 1);
    var running =
        start(new Probes(probe("startup", 0, 2), Optional.empty(), Optional.empty()), false);
    assertThat(next()).isEqualTo("Startup probe failed: command exited with code 1");
    assertThat(next()).isEqualTo("changed");
    clock.awaitAlarms(1);
    advance(10_000);
    assertThat(next()).isEqualTo("Startup probe failed: command exited with code 1");
    assertThat(next()).isEqualTo("changed");
    assertThat(running.verdict().kill()).contains(new Verdict.Kill("startup", Optional.empty()));
  }

  @Test
  void readinessTurnsAfterItsThresholdAndBack() throws Exception {
    var running =
        start(new Probes(Optional.empty(), Optional.empty(), probe("ready", 0, 2)), false);
    assertThat(next()).isEqualTo("changed");
    assertThat(running.verdict().ready()).isTrue();
    container.answers("ready", 1);
    clock.awaitAlarms(1);
    advance(10_000);
    assertThat(next()).startsWith("Readiness probe failed");
    assertThat(running.verdict().ready()).isTrue();
    clock.awaitAlarms(1);
    advance(10_000);
    assertThat(next()).isEqualTo("changed");
    assertThat(running.verdict().ready()).isFalse();
    assertThat(running.verdict().notReady()).contains("exited with code 1");
    container.answers("ready", 0);
    assertThat(next()).startsWith("Readiness probe failed");
    clock.awaitAlarms(1);
    advance(10_000);
    assertThat(next()).isEqualTo("changed");
    assertThat(running.verdict().ready()).isTrue();
  }

  @Test
  void anAdoptedContainerIsReadyUntilItsFirstResultSaysOtherwise() throws Exception {
    container.answers("ready", 1);
    container.hold();
    var running = start(new Probes(Optional.empty(), Optional.empty(), probe("ready", 0, 3)), true);
    assertThat(running.verdict().ready()).isTrue();
    container.release();
    assertThat(next()).isEqualTo("changed");
    assertThat(running.verdict().ready()).isFalse();
  }

  @Test
  void livenessWaitsForTheStartupProbe() throws Exception {
    container.answers("startup", 1);
    container.answers("alive", 1);
    var running =
        start(new Probes(probe("startup", 60, 1), probe("alive", 0, 1), Optional.empty()), false);
    assertThat(next()).isEqualTo("changed");
    clock.awaitAlarms(1);
    advance(250);
    container.awaitTries("startup", 2);
    assertThat(container.tries("alive")).isZero();
    container.answers("startup", 0);
    clock.awaitAlarms(1);
    advance(1000);
    container.awaitTries("alive", 1);
    while (running.verdict().kill().isEmpty()) {
      next();
    }
    assertThat(running.verdict().kill()).contains(new Verdict.Kill("liveness", Optional.empty()));
  }

  @Test
  void theLastAnswersAreKeptAndCounted() throws InterruptedException {
    container.answers("alive", 1);
    start(new Probes(Optional.empty(), probe("alive", 0, 3), Optional.empty()), false);
    assertThat(next()).startsWith("Liveness probe failed");
    clock.awaitAlarms(1);
    advance(10_000);
    assertThat(next()).startsWith("Liveness probe failed");
    assertThat(answers.of("uid"))
        .singleElement()
        .satisfies(a -> {
          assertThat(a.probe()).isEqualTo("liveness");
          assertThat(a.result()).isInstanceOf(ProbeResult.Failure.class);
          assertThat(a.inARow()).isEqualTo(2);
          assertThat(a.at()).isEqualTo(clock.instant());
        });
    answers.forget("uid", "web");
    assertThat(answers.of("uid")).isEmpty();
  }
}
