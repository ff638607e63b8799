package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.ContainerSpec.Role;
import dev.keelson.runtime.probe.ContainerProber;
import dev.keelson.runtime.probe.ProbeListener;
import dev.keelson.runtime.probe.ProbeResult;
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
  private boolean unhealthy;

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
    public void answered(String probe, ProbeResult result) {
      context
          .services()
          .probes()
          .put(context.manifest().uid(), spec.name(), probe, context.now(), result);
    }

    @Override
    public void warning(String message) {
      context.events().warning(spec.name(), "ProbeWarning", message);
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
    return started() && prober.verdict().ready();
  }

  /** A probe has it stopped. */
  boolean unhealthy() {
    return unhealthy;
  }

  /** Why it is not ready; empty when it is, or nothing is known. */
  String notReady() {
    String failure = stop.map(ContainerStop::failure).orElse("");
    return failure.isEmpty() ? prober.verdict().notReady() : failure;
  }

  /** Stops it where a probe or its hook says so. */
  void enforce(Duration grace) {
    Optional<Verdict.Kill> kill = prober.verdict().kill();
    if (postStart.filter(PostStart::failed).isPresent()) {
      if (!hookFailureTold) {
        hookFailureTold = true;
        // What a hook answered may hold a secret, so events do not repeat it.
        context.events().warning(spec.name(), "FailedPostStartHook", "PostStartHook failed");
      }
      stop(grace, "FailedPostStartHook", true);
    } else if (kill.isPresent()) {
      unhealthy = true;
      stop(kill.get().grace().orElse(grace), words(kill.get()), true);
    }
  }

  private String words(Verdict.Kill kill) {
    String failed = "ontainer " + spec.name() + " failed " + kill.probe() + " probe";
    if (spec.role() == Role.SIDECAR) {
      return "Init c" + failed;
    }
    boolean restarts = spec.restartsWhenUnhealthy(context.manifest().spec().restartPolicy());
    return "C" + failed + (restarts ? ", will be restarted" : "");
  }

  /** Begins to stop it, where that has not begun, or anew where there is less time for it now. */
  void stop(Duration grace, String why, boolean itsTurn) {
    if (stop.isEmpty()) {
      context.events().normal(spec.name(), "Killing", why);
    }
    boolean under = stop.filter(s -> !s.done() && s.grace().compareTo(grace) <= 0).isPresent();
    if (!under) {
      stop.ifPresent(ContainerStop::abandon);
      prober.stopping();
      stop = Optional.of(ContainerStop.start(context, spec, facts.id(), facts.podAddress(), grace));
    }
    if (itsTurn) {
      stop.ifPresent(ContainerStop::itsTurn);
    }
  }

  /** Stops looking after it. It runs on. */
  void close() {
    prober.close();
    context.services().probes().forget(context.manifest().uid(), spec.name());
    postStart.ifPresent(PostStart::abandon);
    stop.ifPresent(ContainerStop::abandon);
  }
}
