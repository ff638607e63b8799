package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.kube.ResourcePath;
import dev.keelson.runtime.log.LogLine;
import dev.keelson.runtime.log.LogSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time for which a process leads, as the process itself told it: client-go writes a line to the
 * log when it has acquired a lease, and a process that loses it ends.
 *
 * <p><b>How a lease's holder is known to be this very process.</b> The holder calls itself {@code
 * HOSTNAME_UUID}, and the lease has the {@code acquireTime} the holder put there when it asked for
 * it; renewing keeps both. A lease is this process's when its holder is named after this host, and
 * was acquired just before this process wrote that it had acquired it. Another process of this host
 * would have had to acquire the lease between those two moments, which are of one clock: after this
 * one had, for otherwise this one could not have; yet nobody gets a lease that is held before
 * {@code leaseDuration}, 15 s, has passed without a renewal, or the holder let go of it. The one
 * that lets go for it here does so only when the process is dead, and so after the line was
 * written. Where any of it is in doubt (no line, a clock that was set, an unknown name) the lease
 * is not taken for this process's, and runs out by itself.
 *
 * @param lease that was acquired
 * @param toldAt when the line was written
 */
record Term(ResourcePath lease, Instant toldAt) {
  /** client-go gives up an attempt to acquire after its renewDeadline. */
  private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(10);

  private static final Pattern ACQUIRED =
      Pattern.compile(
          "successfully acquired lease\\W+(?:lock\\W+)?([a-z0-9.-]+)/([a-z0-9.-]+)",
          Pattern.CASE_INSENSITIVE);

  /** The term that this log tells of, the first one; empty when its process has not led. */
  static Optional<Term> in(Path log) throws IOException {
    return LogSearch.first(log, line -> ACQUIRED.matcher(line.text()).find()).flatMap(Term::of);
  }

  static Optional<Term> of(LogLine line) {
    Matcher acquired = ACQUIRED.matcher(line.text());
    if (!acquired.find()) {
      return Optional.empty();
    }
    try {
      Instant at = OffsetDateTime.parse(line.time()).toInstant();
      ResourcePath lease =
          ResourcePath.namespaced(
              "coordination.k8s.io/v1", acquired.group(1), "leases", acquired.group(2));
      return Optional.of(new Term(lease, at));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /** Whether the lease is still of the process that this term is of. */
  boolean is(LeaseState state, String hostname) {
    return state.holder().startsWith(hostname + "_")
        && !state.acquired().isAfter(toldAt)
        && state.acquired().isAfter(toldAt.minus(LONGEST_ATTEMPT));
  }
}
