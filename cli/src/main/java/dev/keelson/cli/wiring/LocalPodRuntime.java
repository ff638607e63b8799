package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.node.PodRuntime;
import dev.keelson.runtime.RuntimeProcess;
import dev.keelson.runtime.RuntimeStartException;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.LocalApiException;
import dev.keelson.runtime.pod.PodSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Bootstrap's port to the pods, over the runtime's local API. */
final class LocalPodRuntime implements PodRuntime {
  /** Nothing of these pods' data outlives them, so they need no time to put it in order. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final LocalApiClient api;
  private final RuntimeProcess process;

  /** The runtime behind that API, as that process. */
  LocalPodRuntime(LocalApiClient api, RuntimeProcess process) {
    this.api = api;
    this.process = process;
  }

  @Override
  public void start() {
    try {
      process.start();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException("interrupted while the runtime started");
    } catch (RuntimeStartException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public boolean running() {
    return api.answers();
  }

  @Override
  public boolean exists() {
    return process.exists();
  }

  @Override
  public Optional<PodObservation> observe(String pod) {
    return pods().stream().filter(p -> p.pod().equals(pod)).findFirst();
  }

  @Override
  public PodObservation await(String pod, String revision, Duration timeout) {
    return api.await(pod, revision, timeout)
        .map(LocalPodRuntime::observation)
        .orElseGet(
            () -> new PodObservation(pod, "", false, false, "the runtime knows no pod " + pod));
  }

  @Override
  public List<PodObservation> pods() {
    return api.pods().stream().map(LocalPodRuntime::observation).toList();
  }

  @Override
  public void stopPodsAndExit(Duration timeout) throws InterruptedException {
    // Pods outlive their runtime: one that does not run is started to stop them as they should be.
    try {
      process.start();
      process.stopWithin(GRACE, timeout);
      process.uninstall();
    } catch (RuntimeStartException | LocalApiException e) {
      throw new CommandFailedException(String.valueOf(e.getMessage()));
    }
  }

  private static PodObservation observation(PodSnapshot pod) {
    boolean running =
        pod.status().containerStatuses().stream().anyMatch(c -> c.state().running() != null);
    boolean ready =
        !pod.terminating()
            && pod.status().conditions().stream()
                .anyMatch(c -> c.type().equals("Ready") && c.status().equals("True"));
    return new PodObservation(plainName(pod), pod.revision(), running, ready, pod.problem());
  }

  /** The name as the manifest has it: without the node's name that the runtime appends. */
  private static String plainName(PodSnapshot pod) {
    String name = pod.manifest().path("metadata").path("name").asText();
    String suffix = "-" + pod.manifest().path("spec").path("nodeName").asText();
    return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
  }
}
