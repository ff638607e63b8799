package dev.keelson.runtime.controlplane;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.pod.ContainerEnd;
import dev.keelson.runtime.pod.Handover;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodListener;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.rollout.Coexistence;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows kube-apiserver, kube-controller-manager and kube-scheduler where they run as static pods of
 * this node, and does towards the API what their changes and deaths ask for:
 *
 * <ul>
 *   <li>the lease of a leader whose process has died is let go of, so that the next one leads
 *       within seconds, not after 15;
 *   <li>a successor of a leader has proved itself only when it leads;
 *   <li>the {@code kubernetes} Service keeps this node's address while one API server takes over
 *       from another, and the clients of the one that ends are told to come again.
 * </ul>
 *
 * <p>It asks the API only then, as the administrator whose kubeconfig lies on the node; without
 * that file nothing of it is done, and the components take the time they take anywhere. Safe for
 * any thread; nothing that is told waits for the API.
 */
public final class ControlPlane implements Coexistence, PodListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlPlane.class);

  private final AdminAccess access;
  private final Timers timers;
  private final String hostname;
  private final LeaseRelease releases;
  private final Map<String, ApiServerHandover> handovers = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("control-plane-", 0).factory());

  /**
   * Does nothing before something happens.
   *
   * @param adminKubeconfig such as {@code /etc/kubernetes/admin.conf}; may come and go
   * @param hostname as the components' processes see it
   */
  public ControlPlane(Path adminKubeconfig, String hostname, Timers timers) {
    this.access = new AdminAccess(adminKubeconfig);
    this.hostname = hostname;
    this.timers = timers;
    this.releases = new LeaseRelease(access, timers, hostname);
  }

  @Override
  public Optional<String> obstacle(PodManifest running, PodManifest next) {
    return Obstacles.of(Program.of(running), Program.of(next));
  }

  @Override
  public Optional<Lead> lead(PodManifest running, List<Path> logs, Runnable changed) {
    if (!Program.of(running).isElected() || !access.granted("The lease of " + running.fullName())) {
      return Optional.empty();
    }
    return logs.stream()
        .flatMap(log -> term(log).stream())
        .findFirst()
        .map(term -> LeadWatch.start(access, term, hostname, changed));
  }

  @Override
  public void ended(ContainerEnd end) {
    if (Program.of(end.pod()).isElected()) {
      // Read at once: the log may be gone with the pod a moment later.
      term(end.log()).ifPresent(term -> threads.execute(() -> release(term)));
    }
  }

  private void release(Term term) {
    try {
      releases.release(term);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Term> term(Path log) {
    try {
      return Term.in(log);
    } catch (IOException e) {
      LOG.info("who leads is not to be read from {}: {}", log, e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public void handover(Handover handover) {
    PodManifest successor = handover.successor();
    if (Program.of(successor).isApiServer()) {
      switch (handover.stage()) {
        case NEAR -> of(successor).ifPresent(ApiServerHandover::near);
        case DECIDED -> of(successor).ifPresent(ApiServerHandover::decided);
        case OVER ->
            Optional.ofNullable(handovers.remove(successor.uid()))
                .ifPresent(ApiServerHandover::over);
      }
    }
  }

  private Optional<ApiServerHandover> of(PodManifest apiServer) {
    return ServedAddress.of(apiServer)
        .filter(_ -> access.granted("The Service kubernetes"))
        .map(served ->
            handovers.computeIfAbsent(
                apiServer.uid(), _ -> ApiServerHandover.begin(access, served, timers)));
  }

  @Override
  public void changed(PodSnapshot pod) {}

  @Override
  public void removed(PodSnapshot last) {}

  @Override
  public void event(PodEvent event) {}

  @Override
  public void close() {
    access.close();
    handovers.values().forEach(ApiServerHandover::close);
    threads.shutdownNow();
  }
}
