package dev.keelson.runtime.pod;

import dev.keelson.runtime.config.KubeletSettings.Shutdown;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.probe.ActionRunner;
import dev.keelson.runtime.probe.ProbeAnswers;
import dev.keelson.runtime.rollout.RolloutPolicy;
import dev.keelson.runtime.source.DesiredPods;
import dev.keelson.runtime.time.Timers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pods of the node equal what was desired last. Safe for any thread.
 *
 * <pre>
 *   start ── finds the pods an earlier runtime left, and touches none
 *     │
 *   apply ── adopts, starts, replaces and stops; again and again
 *     │
 *   close ── leaves the pods running      stopAll ── stops them, then close
 * </pre>
 */
public final class PodSupervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodSupervisor.class);

  private final PodServices services;
  private final AutoCloseable watch;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock, as is what follows.
  private final SequencedMap<String, PodWorker> workers = new LinkedHashMap<>();
  private boolean stopping;
  private boolean closed;
  private boolean left;

  private PodSupervisor(
      ContainerEngine engine,
      NodeSettings settings,
      Timers timers,
      PodListener listener,
      RolloutPolicy rollout) {
    var wakeups = new Wakeups();
    this.services =
        new PodServices(
            engine,
            settings,
            timers,
            new ActionRunner(engine, timers),
            new StartOrder(listener, this::wants),
            wakeups,
            rollout,
            new RestartBackoffs(settings.kubelet().maxContainerRestartPeriod()),
            new ProbeAnswers(),
            new PullLimit(settings.kubelet().images(), timers),
            new HugePageClaims(settings.hugePages()),
            new QosShares(engine, settings.capacity().cpus()));
    this.watch = engine.watch(wakeups::happened);
  }

  /**
   * Finds what runs already, from the engine's labels. Nothing is touched or told before the first
   * {@link #apply}.
   *
   * @param listener is told of every change, on the workers' threads
   * @param rollout how successors are judged
   */
  public static PodSupervisor start(
      ContainerEngine engine,
      NodeSettings settings,
      Timers timers,
      PodListener listener,
      RolloutPolicy rollout) {
    var supervisor = new PodSupervisor(engine, settings, timers, listener, rollout);
    supervisor.find();
    return supervisor;
  }

  /** What the probes of the pods here answered last. */
  public ProbeAnswers probes() {
    return services.probes();
  }

  private void find() {
    List<SandboxStatus> sandboxes = services.engine().listSandboxes();
    new CutOffPods(services.settings()).remove(sandboxes);
    Map<String, List<FoundPod>> found =
        FoundPod.among(sandboxes, services.engine().listContainers()).stream()
            .collect(Collectors.groupingBy(FoundPod::fullName));
    lock.lock();
    try {
      found.forEach(
          (name, pods) -> workers.put(name, new PodWorker(name, pods, services, this::retire)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes over what is wanted now; returns at once. What runs and is not wanted is stopped, the
   * first time as well: it lost its manifest while no runtime was there. While the sources are not
   * complete what was found and is not wanted yet runs on, as for the kubelet.
   */
  public void apply(DesiredPods desired) {
    lock.lock();
    try {
      if (stopping || closed) {
        return;
      }
      Map<String, Want> wants = new LinkedHashMap<>();
      workers.forEach((name, worker) -> {
        if (desired.complete() || worker.want().manifest().isPresent()) {
          wants.put(name, Want.nothing());
        }
      });
      for (PodManifest pod : desired.pods()) {
        wants.put(
            pod.fullName(),
            new Want(Optional.of(pod), Optional.empty(), problem(desired, pod.fullName())));
      }
      wants.forEach(this::tell);
    } finally {
      lock.unlock();
    }
  }

  private void tell(String fullName, Want want) {
    workers
        .computeIfAbsent(fullName, name -> new PodWorker(name, List.of(), services, this::retire))
        .want(want);
  }

  private static String problem(DesiredPods desired, String fullName) {
    return desired.failures().stream()
        .filter(f -> f.pod().equals(Optional.of(fullName)))
        .map(f -> f.source() + ": " + f.message())
        .collect(Collectors.joining("; "));
  }

  private boolean wants(String fullName) {
    lock.lock();
    try {
      PodWorker worker = workers.get(fullName);
      return worker != null && worker.want().manifest().isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** The images of the pods that are wanted, their volumes' included. */
  public Set<ImageReference> images() {
    lock.lock();
    try {
      return workers.values().stream()
          .flatMap(worker -> worker.want().manifest().stream())
          .flatMap(manifest -> manifest.spec().images())
          .map(ImageReference::parse)
          .collect(Collectors.toSet());
    } finally {
      lock.unlock();
    }
  }

  private boolean retire(PodWorker worker) {
    lock.lock();
    try {
      if (worker.want().manifest().isPresent()) {
        return false;
      }
      workers.remove(worker.fullName());
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has the pod of that full name stopped with its grace period and started again, as if its
   * manifest had been moved away and back; returns at once.
   *
   * @return whether such a pod is wanted
   */
  public boolean restart(String fullName) {
    lock.lock();
    try {
      PodWorker worker = workers.get(fullName);
      if (worker == null || worker.want().manifest().isEmpty()) {
        return false;
      }
      worker.restart();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Returns when the supervisor and the engine can be asked, which they always can at once. */
  public void check() {
    lock.lock();
    try {
      services.engine().listSandboxes();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stops every pod with its grace period, or with {@code most} where that is shorter, in the order
   * of their priorities and within {@code shutdownGracePeriod} where one is set, and returns once
   * all are gone. What is applied later is ignored.
   *
   * @return whether they are; false where {@link #leaveStopping} or {@link #close} came first
   */
  public boolean stopAll(Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      stopping = true;
      Shutdown shutdown = services.settings().kubelet().shutdown();
      for (StopOrder.Group group : StopOrder.of(workers.values(), shutdown)) {
        Duration grace = group.most(most, shutdown);
        group.workers().forEach(w -> w.want(new Want(Optional.empty(), Optional.of(grace), "")));
        while (group.workers().stream().anyMatch(workers::containsValue)) {
          if (closed || left) {
            return false;
          }
          changed.await();
        }
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Has nobody wait any longer for pods that are being stopped. */
  public void leaveStopping() {
    lock.lock();
    try {
      left = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the workers and leaves the pods as they are. Idempotent. */
  @Override
  public void close() {
    List<PodWorker> ended;
    lock.lock();
    try {
      closed = true;
      ended = List.copyOf(workers.values());
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    ended.forEach(PodWorker::interrupt);
    joinAll(ended);
    try {
      watch.close();
    } catch (Exception e) {
      LOG.warn("ending the watch of containers: {}", String.valueOf(e.getMessage()));
    }
  }

  private static void joinAll(List<PodWorker> workers) {
    boolean interrupted = false;
    for (PodWorker worker : workers) {
      try {
        worker.join();
      } catch (InterruptedException _) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
