package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.kube.KubeClient;
import dev.keelson.runtime.kube.KubeException;
import dev.keelson.runtime.kube.KubeReply;
import dev.keelson.runtime.kube.PatchType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets go of a lease for a process that has died with it, so that the next leader need not wait
 * until it runs out. {@link Term} says how the lease is known to be that process's; the lease is
 * changed by its resourceVersion, so whatever happened to it meanwhile wins.
 */
final class LeaseRelease {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseRelease.class);

  /** By then the lease has run out by itself. */
  private static final Duration WORTHWHILE = Duration.ofSeconds(15);

  private final AdminAccess access;
  private final InstantSource clock;
  private final String hostname;

  LeaseRelease(AdminAccess access, InstantSource clock, String hostname) {
    this.access = access;
    this.clock = clock;
    this.hostname = hostname;
  }

  /** Does it, however often the API server has to be asked; for a thread of its own. */
  void release(Term term) throws InterruptedException {
    if (!access.granted("The lease " + term.lease())) {
      return;
    }
    Instant until = clock.instant().plus(WORTHWHILE);
    try (KubeClient client = access.open()) {
      Optional<KubeException> failure = tried(client, term);
      failure.ifPresent(e -> LOG.info("{} waits: {}", term.lease(), e.getMessage()));
      while (failure.isPresent() && clock.instant().isBefore(until) && !access.overAfterPause()) {
        failure = tried(client, term);
      }
    } catch (KubeException e) {
      LOG.info("{} runs out by itself: {}", term.lease(), e.getMessage());
    }
  }

  /** Why it is to be tried again; empty when there is nothing more to do. */
  private Optional<KubeException> tried(KubeClient client, Term term) throws InterruptedException {
    try {
      KubeReply reply = releaseOnce(client, term);
      while (reply instanceof KubeReply.Conflict) {
        reply = releaseOnce(client, term);
      }
      return Optional.empty();
    } catch (KubeException e) {
      if (e.refused()) {
        throw e;
      }
      return Optional.of(e);
    }
  }

  private KubeReply releaseOnce(KubeClient client, Term term) throws InterruptedException {
    KubeReply found = client.get(term.lease());
    Optional<LeaseState> held =
        found.found().map(LeaseState::of).filter(lease -> term.is(lease, hostname));
    if (held.isEmpty()) {
      return found;
    }
    KubeReply reply =
        client.patch(term.lease(), PatchType.MERGE, held.get().release(clock.instant()));
    if (reply instanceof KubeReply.Found) {
      LOG.info("{} was let go of for {}, which has ended", term.lease(), held.get().holder());
    }
    return reply;
  }
}
