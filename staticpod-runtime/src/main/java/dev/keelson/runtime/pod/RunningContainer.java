package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.probe.ContainerProber;
import dev.keelson.runtime.probe.ProbeListener;
import dev.keelson.runtime.probe.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One container from its start to its end: its probes, its postStart hook, its being stopped. Used
 * by the pod's worker alone.
 */
final class RunningContainer {
  private final PodContext context;
  private final ContainerSpec spec;
  private final Facts facts;
  private final ContainerProber prober;
  private final Optional<PostStart> postStart;
  private Optional<ContainerStop> stop = Optional.empty();
  private boolean hookFailureTold;

  /** What is known of it from its start on. */
  record Facts(
      ContainerId id,
      int attempt,
      Instant startedAt,
      String imageId,
      Path log,
      String podAddress,
      boolean adopted) {
    static Facts of(ContainerStatus status, Instant startedAt, String podAddress, boolean adopted) {
      return new Facts(
          status.id(),
          status.attempt(),
          startedAt,
          status.imageId(),
          status.logPath(),
          podAddress,
          adopted);
    }
  }

  RunningContainer(PodContext context, ContainerSpec spec, Facts facts) {
    this.context = context;
    this.spec = spec;
    this.facts = facts;
    this.postStart =
        facts.adopted()
            ? Optional.empty()
            : spec.hooks()
                .postStart()
                .map(a -> PostStart.start(context, a, facts.id(), facts.podAddress()));
    this.prober =
        ContainerProber.start(
            new ContainerProber.Target(
                context.manifest().name() + "-" + spec.name(),
                facts.id(),
                facts.podAddress(),
                facts.startedAt(),
                facts.adopted(),
                context.answers()),
            spec.probes(),
            context.services().timers(),
            context.services().actions(),
            new Unhealthy());
  }

  private final class Unhealthy implements ProbeListener {
    @Override
    public void changed() {
      context.wake().run();
    }

    @Override
    public void unhealthy(String message) {
      context.events().warning(spec.name(), "Unhealthy", message);
    }
  }

  Facts facts() {
    return facts;
  }

  boolean starting() {
    return postStart.filter(PostStart::pending).isPresent();
  }

  boolean started() {
    return !starting() && prober.verdict().started();
  }

  boolean ready() {
    return started() && prober.verdict().ready() && stop.isEmpty();
  }

  /** Why it is not ready; empty when it is, or nothing is known. */
  String notReady() {
    String failure = stop.map(ContainerStop::failure).orElse("");
    return failure.isEmpty() ? prober.verdict().notReady() : failure;
  }

  /** Stops it where a probe or its hook says so. */
  void enforce(Duration grace) {
    Optional<String> hookFailure = postStart.flatMap(PostStart::failure);
    Optional<Verdict.Kill> kill = prober.verdict().kill();
    if (hookFailure.isPresent()) {
      if (!hookFailureTold) {
        hookFailureTold = true;
        context
            .events()
            .warning(
                spec.name(), "FailedPostStartHook", "PostStartHook failed: " + hookFailure.get());
      }
      stop(grace, "FailedPostStartHook");
    } else if (kill.isPresent()) {
      stop(
          kill.get().grace().orElse(grace),
          "Container "
              + spec.name()
              + " failed "
              + kill.get().probe()
              + " probe, will be restarted");
    }
  }

  /** Begins to stop it, where that has not begun. */
  void stop(Duration grace, String why) {
    if (stop.filter(s -> !s.done()).isEmpty()) {
      if (stop.isEmpty()) {
        context.events().normal(spec.name(), "Killing", why);
      }
      prober.close();
      stop = Optional.of(ContainerStop.start(context, spec, facts.id(), facts.podAddress(), grace));
    }
  }

  /** Stops looking after it. It runs on. */
  void close() {
    prober.close();
    postStart.ifPresent(PostStart::abandon);
    stop.ifPresent(ContainerStop::abandon);
  }
}
