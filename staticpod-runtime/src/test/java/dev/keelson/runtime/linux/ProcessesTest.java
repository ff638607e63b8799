package dev.keelson.runtime.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes of the real kernel, as any user may handle them. */
final class ProcessesTest {
  @Test
  void endIsToldOnceItComesAndWhereItHasCome() throws Exception {
    Process process = sleeper();
    ProcessIdentity identity = ProcessIdentity.of((int) process.pid()).orElseThrow();
    try (ExitWatch watch = ExitWatch.start("test-exits")) {
      CountDownLatch ended = new CountDownLatch(2);
      watch.watch(identity.open().orElseThrow(), ended::countDown);
      PidFd second = identity.open().orElseThrow();
      assertThat(ended.getCount()).isEqualTo(2);
      assertThat(identity.signal(Signals.KILL)).isTrue();
      process.waitFor();
      watch.watch(second, ended::countDown);
      assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(identity.alive()).isFalse();
    assertThat(identity.open()).isEmpty();
    assertThat(identity.signal(Signals.KILL)).isFalse();
  }

  @Test
  void anotherProcessOfTheSameNumberIsNotTheSame() throws IOException {
    Process process = sleeper();
    try {
      ProcessIdentity real = ProcessIdentity.of((int) process.pid()).orElseThrow();
      ProcessIdentity earlier = new ProcessIdentity(real.pid(), real.startTime() - 1);
      assertThat(earlier.alive()).isFalse();
      assertThat(earlier.signal(Signals.KILL)).isFalse();
      assertThat(real.alive()).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void scoreIsNeverAskedBelowWhatTheKernelGives() throws IOException {
    OomScore score = OomScore.probe();
    assertThat(score.allowed(1000)).isEqualTo(1000);
    assertThat(score.allowed(-1000)).isBetween(-1000, 1000);
  }

  @ParameterizedTest
  @CsvSource({"SIGTERM,15", "term,15", "9,9", "SIGRTMIN+3,37", "SIGRTMAX,64", "SIGQUIT,3"})
  void signalsHaveNamesAndNumbers(String text, int number) {
    assertThat(Signals.parse(text)).hasValue(number);
  }

  @ParameterizedTest
  @CsvSource({"SIGNONE", "0", "65", "''", "RTMIN+99", "-1"})
  void otherWordsAreNoSignals(String text) {
    assertThat(Signals.parse(text)).isEmpty();
  }

  private static Process sleeper() throws IOException {
    return new ProcessBuilder("sleep", "1000").start();
  }
}
