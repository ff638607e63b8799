package dev.keelson.runtime.probe;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.manifest.ContainerSpec.Probes;
import dev.keelson.runtime.manifest.ProbeSpec;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The probes of one running container, from its start until {@link #close()}. Liveness and
 * readiness begin when the startup probe succeeded. On purpose unlike the kubelet the startup probe
 * is tried from the first second, and readiness quickly until its first success.
 */
public final class ContainerProber implements AutoCloseable {
  private static final String READINESS = "readiness";

  private final Target target;
  private final Probes probes;
  private final Timers timers;
  private final ActionRunner runner;
  private final ProbeListener listener;
  private final AtomicReference<Verdict> verdict;
  private final List<ProbeLoop> loops = new ArrayList<>();
  private boolean closed;

  /**
   * The container that is probed.
   *
   * @param adopted it was found running: it counts as ready until a probe says otherwise
   * @param answers whose answers count
   */
  public record Target(
      String name,
      ContainerId id,
      String podAddress,
      Instant startedAt,
      boolean adopted,
      OwnAnswers answers) {}

  private ContainerProber(
      Target target, Probes probes, Timers timers, ActionRunner runner, ProbeListener listener) {
    this.target = target;
    this.probes = probes;
    this.timers = timers;
    this.runner = runner;
    this.listener = listener;
    boolean started = target.adopted() || probes.startup().isEmpty();
    boolean ready = target.adopted() || (started && probes.readiness().isEmpty());
    this.verdict = new AtomicReference<>(new Verdict(started, ready, "", Optional.empty()));
  }

  /** Begins to probe; the listener is told on threads of the prober's. */
  public static ContainerProber start(
      Target target, Probes probes, Timers timers, ActionRunner runner, ProbeListener listener) {
    var prober = new ContainerProber(target, probes, timers, runner, listener);
    probes.startup().ifPresentOrElse(prober::startup, prober::others);
    return prober;
  }

  /** What the probes say now. */
  public Verdict verdict() {
    return verdict.get();
  }

  private void startup(ProbeSpec spec) {
    var threshold = new Threshold(spec, true, true);
    loop(
        "startup",
        spec,
        true,
        (result, counted) -> startupResult(spec, threshold, result, counted));
  }

  private boolean startupResult(
      ProbeSpec spec, Threshold threshold, ProbeResult result, boolean counted) {
    return switch (result) {
      case ProbeResult.Success _ -> {
        Verdict seen = verdict.get().withStarted(true);
        update(seen.withReady(seen.ready() || probes.readiness().isEmpty(), seen.notReady()));
        others();
        yield false;
      }
      case ProbeResult.Failure(String message) -> {
        Verdict seen =
            verdict.get().withStarted(false).withReady(false, failed("Startup", message));
        boolean alive = !counted || threshold.count(false);
        if (counted) {
          listener.unhealthy(failed("Startup", message));
        }
        update(alive ? seen : seen.withKill(kill("startup", spec)));
        yield alive;
      }
      case ProbeResult.Unknown _ -> true;
    };
  }

  private void others() {
    probes.liveness().ifPresent(this::liveness);
    probes.readiness().ifPresent(this::readiness);
  }

  private void liveness(ProbeSpec spec) {
    var threshold = new Threshold(spec, true, true);
    loop("liveness", spec, false, (result, _) -> livenessResult(spec, threshold, result));
  }

  private boolean livenessResult(ProbeSpec spec, Threshold threshold, ProbeResult result) {
    return switch (result) {
      case ProbeResult.Success _ -> threshold.count(true);
      case ProbeResult.Failure(String message) -> {
        boolean alive = threshold.count(false);
        listener.unhealthy(failed("Liveness", message));
        if (!alive) {
          verdict.updateAndGet(v -> v.withKill(kill("liveness", spec)));
          listener.changed();
        }
        yield alive;
      }
      case ProbeResult.Unknown _ -> true;
    };
  }

  private void readiness(ProbeSpec spec) {
    var threshold = new Threshold(spec, target.adopted(), !target.adopted());
    loop(READINESS, spec, true, (result, counted) -> readinessResult(threshold, result, counted));
  }

  private boolean readinessResult(Threshold threshold, ProbeResult result, boolean counted) {
    switch (result) {
      case ProbeResult.Success _ -> ready(threshold.count(true), "");
      case ProbeResult.Failure(String message) -> {
        ready(threshold.count(false), failed("Readiness", message));
        if (counted) {
          listener.unhealthy(failed("Readiness", message));
        }
      }
      case ProbeResult.Unknown _ -> {}
    }
    return true;
  }

  private void ready(boolean ready, String seen) {
    Verdict before = verdict.get();
    Verdict after = verdict.updateAndGet(v -> v.withReady(ready, seen));
    if (!after.equals(before)) {
      listener.changed();
    }
  }

  private void update(Verdict now) {
    if (!now.equals(verdict.getAndSet(now))) {
      listener.changed();
    }
  }

  private static Verdict.Kill kill(String probe, ProbeSpec spec) {
    return new Verdict.Kill(probe, spec.terminationGracePeriod());
  }

  private static String failed(String probe, String message) {
    return probe + " probe failed: " + message;
  }

  /** What is made of one result; false ends the probing. */
  private interface Taker {
    boolean take(ProbeResult result, boolean counted);
  }

  private synchronized void loop(String kind, ProbeSpec spec, boolean eager, Taker taker) {
    if (closed) {
      return;
    }
    Instant now = timers.instant();
    Instant delayed = target.startedAt().plus(spec.initialDelay());
    Instant first = delayed.isBefore(now) ? now : delayed;
    var loop =
        new ProbeLoop(
            kind,
            spec,
            eager,
            new ProbeLoop.When(kind.equals("startup") ? now : first, first),
            timers,
            new ProbeLoop.Probing() {
              @Override
              public ProbeResult attempt(ProbeSpec probe, Duration timeout)
                  throws InterruptedException {
                return runner.probe(probe.action(), target, timeout);
              }

              @Override
              public boolean take(ProbeResult result, boolean counted) {
                tell(kind, result, counted);
                return taker.take(result, counted);
              }
            });
    loops.add(loop);
    loop.start(target.name());
  }

  private void tell(String kind, ProbeResult result, boolean counted) {
    listener.answered(kind, result);
    String probe = kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1) + " probe ";
    switch (result) {
      case ProbeResult.Success(String warning) when !warning.isEmpty() ->
          listener.warning(probe + "warning: " + warning);
      case ProbeResult.Unknown(String message)
          when counted && !message.startsWith(OwnAnswers.ANOTHERS) ->
          listener.unhealthy(probe + "errored and resulted in unknown state: " + message);
      case ProbeResult.Success _, ProbeResult.Failure _, ProbeResult.Unknown _ -> {}
    }
  }

  /** The container is being stopped: whether it is ready is still asked, and nothing else. */
  public synchronized void stopping() {
    closed = true;
    loops.stream().filter(l -> !l.kind().equals(READINESS)).forEach(ProbeLoop::close);
  }

  /** Ends the probing; a try under way is not heard any more, and the verdict stays. */
  @Override
  public synchronized void close() {
    closed = true;
    loops.forEach(ProbeLoop::close);
  }
}
