package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.volume.VolumeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The pod's volumes and its sandbox, made before any container and anew, with the next attempt,
 * when it is lost. Used by the pod's worker alone.
 */
final class SandboxLifecycle {
  private static final Duration NETWORK_LOOK = Duration.ofSeconds(1);

  private final PodContext context;
  private Optional<SandboxId> id = Optional.empty();
  private List<String> addresses = List.of();
  private int nextAttempt;
  private Backoff errors = Backoff.ofErrors();
  private Instant notBefore = Instant.MIN;
  private String failure = "";
  private boolean named;

  SandboxLifecycle(PodContext context) {
    this.context = context;
  }

  /** Takes over sandboxes an earlier runtime left; all but the newest ready one are removed. */
  void adopt(List<SandboxStatus> found) {
    for (SandboxStatus sandbox : found) {
      nextAttempt = Math.max(nextAttempt, sandbox.attempt() + 1);
    }
    Optional<SandboxStatus> ready = found.stream().filter(SandboxStatus::ready).reduce((_, b) -> b);
    ready.ifPresent(this::use);
    found.stream()
        .filter(s -> !id.equals(Optional.of(s.id())))
        .forEach(s -> engine().removeSandbox(s.id()));
  }

  private void use(SandboxStatus sandbox) {
    id = Optional.of(sandbox.id());
    addresses =
        context.manifest().spec().namespaces().network()
            ? context.services().settings().addresses()
            : sandbox.addresses();
    context.services().wakeups().register(sandbox.id(), context.wake());
    context.services().shares().begin(context.manifest());
  }

  boolean present() {
    return id.isPresent();
  }

  SandboxId id() {
    return id.orElseThrow();
  }

  List<String> addresses() {
    return addresses;
  }

  /** The pod's first address; the machine's own where it has none. */
  String address() {
    return addresses.isEmpty() ? "127.0.0.1" : addresses.getFirst();
  }

  String failure() {
    return failure;
  }

  /** Makes what is missing; says when to look again where that cannot be now. */
  Optional<Instant> ensure(Instant now) {
    if (id.isPresent() && named) {
      return Optional.empty();
    }
    if (errors.holds(notBefore, now)) {
      return Optional.of(notBefore);
    }
    Optional<String> network = id.isPresent() ? Optional.empty() : networkProblem();
    if (network.isPresent()) {
      return waitForNetwork(network.get(), now);
    }
    try {
      if (id.isEmpty()) {
        context.directory().claim();
        context.volumes(List.of()).setUp();
        make();
      }
      // Also those of a sandbox whose runtime ended, or met a full disk, before it had written
      // them.
      writeNameFiles();
      failure = "";
      return Optional.empty();
    } catch (VolumeException e) {
      return failed("FailedMount", e, now);
    } catch (EngineException e) {
      return failed("FailedCreatePodSandBox", e, now);
    }
  }

  private Optional<String> networkProblem() {
    return context.manifest().spec().namespaces().network()
        ? Optional.empty()
        : engine().networkProblem();
  }

  /** As the kubelet, which looks again every second; it is told once. */
  private Optional<Instant> waitForNetwork(String why, Instant now) {
    String message =
        "network is not ready: container runtime network not ready: NetworkReady=false"
            + " reason:NetworkPluginNotReady message:Network plugin returns error: "
            + why;
    if (!message.equals(failure)) {
      failure = message;
      context.events().warning("", "NetworkNotReady", message);
    }
    return Optional.of(now.plus(NETWORK_LOOK));
  }

  private void make() {
    SandboxId made = engine().runSandbox(SandboxConfigs.of(context, nextAttempt));
    nextAttempt++;
    engine().listSandboxes().stream()
        .filter(s -> s.id().equals(made))
        .findFirst()
        .ifPresent(this::use);
  }

  private void writeNameFiles() {
    NodeSettings node = context.services().settings();
    PodManifest pod = context.manifest();
    String hosts = HostsFile.of(pod, context.names(), addresses, content(node.hosts()));
    context.directory().write(ContainerConfigs.HOSTS, hosts);
    Resolver ofNode = Resolver.parse(content(node.resolvConf()));
    PodDns dns = PodDns.of(pod, node.kubelet().network(), ofNode);
    context.directory().write(ContainerConfigs.RESOLV_CONF, dns.resolver().text());
    named = true;
    dns.warnings().forEach(w -> context.events().warning("", w.reason(), w.message()));
  }

  /** The node may well have no such file. */
  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      return "";
    }
  }

  private Optional<Instant> failed(String reason, RuntimeException e, Instant now) {
    failure = String.valueOf(e.getMessage());
    context.events().warning("", reason, failure);
    errors = errors.triedAt(now);
    notBefore = errors.notBefore(now);
    return Optional.of(notBefore);
  }

  /** Whether the engine has lost the sandbox; then it is removed. */
  boolean lost() {
    boolean lost =
        id.isPresent()
            && engine().listSandboxes().stream()
                .noneMatch(s -> id.equals(Optional.of(s.id())) && s.ready());
    if (lost) {
      context
          .events()
          .normal("", "SandboxChanged", "Pod sandbox changed, it will be killed and re-created.");
      remove();
    }
    return lost;
  }

  /** Stops what runs in it, which keeps its containers to be looked at. */
  void stop() {
    id.ifPresent(engine()::stopSandbox);
  }

  /** Whether the pod's own network, if it has one, is free for a successor's. */
  boolean givesNetworkBack() {
    try {
      if (!context.manifest().spec().namespaces().network()) {
        stop();
      }
      return true;
    } catch (EngineException _) {
      // Removing it meets the same again, and tells.
      return false;
    }
  }

  void remove() {
    if (id.isPresent()) {
      engine().stopSandbox(id.get());
      engine().removeSandbox(id.get());
      context.services().wakeups().forget(id.get());
      context.services().shares().end(context.manifest().uid());
      id = Optional.empty();
      named = false;
    }
  }

  /** Nobody is woken any more. */
  void close() {
    id.ifPresent(context.services().wakeups()::forget);
  }

  private ContainerEngine engine() {
    return context.services().engine();
  }
}
