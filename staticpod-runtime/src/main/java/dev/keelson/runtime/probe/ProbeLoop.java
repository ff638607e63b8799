package dev.keelson.runtime.probe;

import dev.keelson.runtime.manifest.Action;
import dev.keelson.runtime.manifest.ProbeSpec;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries one probe again and again. Between two tries there is a timer and no thread.
 *
 * <p>Tries are counted from {@code countedFrom} on, one a period, as the kubelet's. An eager loop
 * also tries in between until the first success, quickly at first: such a success counts, such a
 * failure does not.
 *
 * <pre>
 *   firstTry   countedFrom          + period
 *     │ . . . . . .│. . . . . . . . . │      . uncounted, eager loops until success
 * </pre>
 */
final class ProbeLoop {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeLoop.class);
  private static final Duration QUICKEST = Duration.ofMillis(50);
  private static final Duration QUICKEST_EXEC = Duration.ofMillis(250);
  private static final int MOST_TRIES = 3;
  private static final int EAGER_PARTS = 40;
  private static final Duration EAGER_MOST = Duration.ofSeconds(1);

  private final String kind;
  private final ProbeSpec spec;
  private final boolean eager;
  private final Timers timers;
  private final Probing probing;
  private final Instant firstTry;
  private Instant nextCounted;
  private boolean succeeded;
  private volatile boolean closed;

  /** One try, and what is made of it. */
  interface Probing {
    ProbeResult attempt(ProbeSpec spec, Duration timeout) throws InterruptedException;

    /** Takes the result; false ends the loop. */
    boolean take(ProbeResult result, boolean counted);
  }

  /** When the first try is, and from when on tries are counted. */
  record When(Instant firstTry, Instant countedFrom) {}

  ProbeLoop(String kind, ProbeSpec spec, boolean eager, When when, Timers timers, Probing probing) {
    this.kind = kind;
    this.spec = spec;
    this.eager = eager && spec.successThreshold() == 1;
    this.timers = timers;
    this.probing = probing;
    this.firstTry = when.firstTry();
    this.nextCounted = when.countedFrom();
  }

  /** {@code startup}, {@code liveness} or {@code readiness}. */
  String kind() {
    return kind;
  }

  void start(String container) {
    next(container + "-" + kind, firstTry);
  }

  private void next(String name, Instant when) {
    if (!closed) {
      Instant set = timers.instant();
      timers.at(when, () -> Thread.ofVirtual().name("probe-" + name).start(() -> once(name, set)));
    }
  }

  /** One try, and the next one's alarm; {@code set} is when this one's was set. */
  private void once(String name, Instant set) {
    if (closed) {
      return;
    }
    if (timers.instant().isBefore(set)) {
      // The clock was set back: what was to come then is due now.
      nextCounted = timers.instant();
    }
    boolean counted = !timers.instant().isBefore(nextCounted);
    try {
      ProbeResult result = attempt(counted ? spec.timeout() : shorter(spec.timeout()));
      if (closed || !probing.take(result, counted)) {
        return;
      }
      succeeded |= result instanceof ProbeResult.Success;
    } catch (InterruptedException _) {
      return;
    }
    Instant now = timers.instant();
    nextCounted = following(now);
    next(name, eager && !succeeded ? earlier(nextCounted, now.plus(pause(now))) : nextCounted);
  }

  /** The first counted try after {@code now}, however far the clock has jumped ahead. */
  private Instant following(Instant now) {
    if (nextCounted.isAfter(now)) {
      return nextCounted;
    }
    long periods = Duration.between(nextCounted, now).dividedBy(spec.period()) + 1;
    return nextCounted.plus(spec.period().multipliedBy(periods));
  }

  /** Tries again what could not be tried, as the kubelet does. */
  private ProbeResult attempt(Duration timeout) throws InterruptedException {
    ProbeResult result = tried(timeout);
    for (int again = 1; again < MOST_TRIES && result instanceof ProbeResult.Unknown; again++) {
      result = tried(timeout);
    }
    return result;
  }

  /** No fault of one try ends the probing. */
  private ProbeResult tried(Duration timeout) throws InterruptedException {
    try {
      return probing.attempt(spec, timeout);
    } catch (RuntimeException e) {
      LOG.error("trying a {} probe", kind, e);
      return new ProbeResult.Unknown(e.toString());
    }
  }

  /** A small part of the time it has taken so far: early tries are close, late ones cost little. */
  private Duration pause(Instant now) {
    Duration least = spec.action() instanceof Action.Exec ? QUICKEST_EXEC : QUICKEST;
    Duration part = Duration.between(firstTry, now).dividedBy(EAGER_PARTS);
    return part.compareTo(least) < 0 ? least : shorter(part);
  }

  private static Duration shorter(Duration duration) {
    return duration.compareTo(EAGER_MOST) < 0 ? duration : EAGER_MOST;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  void close() {
    closed = true;
  }
}
