package dev.keelson.runtime.pod;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.runtime.engine.ExecResult;
import dev.keelson.runtime.testkit.Program;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * The machine's clock is set: by an hour back, or from 1970 to today as on a machine without a
 * battery. Nothing waits an hour for it, and nothing is counted once a period from 1970 on.
 */
class ClockSetTest extends OneNode {
  private static final Duration BACK = Duration.ofHours(-1);
  private static final Duration AHEAD = Duration.ofDays(365 * 56L);
  private static final String WEB =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        hostNetwork: true
        terminationGracePeriodSeconds: 1
        containers:
        - name: main
          image: "example/web:1"
      """;
  private static final String PROBED =
      WEB + "    livenessProbe: {exec: {command: [ok]}, periodSeconds: 1, failureThreshold: 1}\n";

  private static final String SURGED =
      WEB.replace("name: web}", "name: web, annotations: {keelson.dev/rollout: surge}}");
  private static final Duration SETTLING = Duration.ofMillis(1250);
  private static final Duration DRAINING = Duration.ofSeconds(1);

  private static final String LIMITED = WEB + "  activeDeadlineSeconds: 60\n";

  @Test
  void aCrashedContainerWaitsNoLongerWhenTheClockIsSetBack() throws Exception {
    crashTwice();
    node.clock.set(BACK);
    node.clock.advance(Duration.ofSeconds(10));
    node.await("web", TestNode.restarted("main", 2));
  }

  @Test
  void aCrashedContainerIsStartedWhenTheClockIsSetAhead() throws Exception {
    crashTwice();
    node.clock.set(AHEAD);
    node.clock.advance(Duration.ofSeconds(10));
    node.await("web", TestNode.restarted("main", 2));
  }

  @Test
  void aCrashedContainerWaitsAsLongWhenTheClockIsSetAhead() throws Exception {
    crashTwice();
    node.clock.set(AHEAD);
    node.clock.advance(Duration.ofSeconds(9));
    node.apply(WEB);
    awaitAlarm(Duration.ofSeconds(1));
    assertThat(node.starts()).isEqualTo("main/0 main/1");
    node.clock.advance(Duration.ofSeconds(1));
    node.await("web", TestNode.restarted("main", 2));
    node.engine.exit("main", 1);
    PodSnapshot waiting = node.await("web", TestNode.waiting("main", "CrashLoopBackOff"));
    assertThat(TestNode.container(waiting, "main").state().toString()).contains("back-off 20s");
  }

  @Test
  void aDeadlineIsOfTheTimeThatPassesWhereverTheClockIsSet() throws Exception {
    node.apply(LIMITED);
    node.awaitReady("web");
    node.clock.set(AHEAD);
    passes(30);
    node.clock.set(AHEAD.negated().plus(BACK));
    passes(20);
    assertThat(node.awaitReady("web").status().reason()).isNull();
    passes(10);
    node.await("web", p -> "DeadlineExceeded".equals(p.status().reason()));
  }

  @Test
  void afterARestartADeadlineCountsNoMoreThanTheMachineWasOn() throws Exception {
    node.apply(LIMITED);
    node.awaitReady("web");
    passes(10);
    node.clock.set(AHEAD);
    node.restartRuntime();
    node.apply(LIMITED);
    node.awaitReady("web");
    passes(40);
    assertThat(node.awaitReady("web").status().reason()).isNull();
    passes(10);
    node.await("web", p -> "DeadlineExceeded".equals(p.status().reason()));
  }

  /** In steps after each of which the worker has looked, where it had to. */
  private void passes(int seconds) throws InterruptedException {
    for (int passed = 0; passed < seconds; passed += 10) {
      node.clock.awaitAlarms(1);
      node.clock.advance(Duration.ofSeconds(10));
    }
  }

  private void crashTwice() throws InterruptedException {
    node.apply(WEB);
    node.awaitReady("web");
    node.engine.exit("main", 1);
    node.await("web", TestNode.restarted("main", 1));
    node.engine.exit("main", 1);
    node.await("web", TestNode.waiting("main", "CrashLoopBackOff"));
    awaitAlarm(Duration.ofSeconds(10));
  }

  /** What is waited for has to be known before the clock is set. */
  private void awaitAlarm(Duration ahead) throws InterruptedException {
    node.clock.awaitAlarm(node.clock.instant().plus(ahead));
  }

  @Test
  void aSurgeIsHeldUpByNoClockThatIsSetBack() throws Exception {
    node.apply(SURGED);
    String old = node.awaitReady("web").uid();
    node.apply(SURGED.replace("web:1", "web:2"));
    awaitAlarm(SETTLING);
    node.clock.set(BACK);
    node.clock.advance(SETTLING);
    node.await("web", p -> !p.uid().equals(old));
    awaitAlarm(DRAINING);
    node.clock.set(BACK);
    node.clock.advance(DRAINING);
    node.awaitThat(() -> node.engine.calls().contains("removeSandbox sandbox-1"));
  }

  @Test
  void probesGoOnWhenTheClockIsSetBack() throws Exception {
    probedAfter(BACK);
  }

  @Test
  void probesGoOnWhenTheClockIsSetAhead() throws Exception {
    probedAfter(AHEAD);
  }

  private void probedAfter(Duration jump) throws InterruptedException {
    node.engine.programs(c -> Program.runs().answering(_ -> answer(c.attempt())));
    node.apply(PROBED);
    node.awaitReady("web");
    node.clock.awaitAlarms(2);
    node.clock.set(jump);
    sick = true;
    PodSnapshot after = tick(TestNode.restarted("main", 1));
    assertThat(TestNode.container(after, "main").restartCount()).isEqualTo(1);
  }

  private volatile boolean sick;

  /** The first one is sick from some moment on, those after it are well. */
  private ExecResult answer(int attempt) {
    return new ExecResult(sick && attempt == 0 ? 1 : 0, "", "");
  }

  /** Lets seconds pass, a few, until it is so. */
  private PodSnapshot tick(Predicate<PodSnapshot> so) throws InterruptedException {
    for (int second = 0; second < 5; second++) {
      node.clock.advance(Duration.ofSeconds(1));
      node.clock.awaitAlarms(1);
    }
    return node.await("web", so);
  }
}
