package dev.keelson.runtime;

import dev.keelson.runtime.api.RuntimeStatus;
import dev.keelson.runtime.config.RuntimeConfig;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.ConnectionMigration;
import dev.keelson.runtime.linux.HugePages;
import dev.keelson.runtime.linux.PrivateFiles;
import dev.keelson.runtime.linux.SystemdNotify;
import dev.keelson.runtime.manifest.NodeCapacity;
import dev.keelson.runtime.metrics.PodMeters;
import dev.keelson.runtime.network.CniPaths;
import dev.keelson.runtime.network.DefaultNetwork;
import dev.keelson.runtime.network.PodCidrs;
import dev.keelson.runtime.pod.NodeSettings;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSupervisor;
import dev.keelson.runtime.presence.MachineFacts;
import dev.keelson.runtime.presence.NodePresence;
import dev.keelson.runtime.presence.PresenceConfig;
import dev.keelson.runtime.rollout.RolloutPolicy;
import dev.keelson.runtime.rollout.RolloutRecords;
import dev.keelson.runtime.server.EventLog;
import dev.keelson.runtime.server.LocalApi;
import dev.keelson.runtime.server.LocalServer;
import dev.keelson.runtime.server.PodAccess;
import dev.keelson.runtime.server.RuntimeView;
import dev.keelson.runtime.source.PodSources;
import dev.keelson.runtime.time.Timers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the pods of this node equal its manifests, for as long as it lives, and shows them on the
 * local API and to the API server.
 *
 * <pre>
 *   start ── adopts what runs, reads the manifests, answers
 *     │
 *   awaitStop ── until a signal or the local API asks
 *     │
 *   close ── leaves the pods running; a later start adopts them
 * </pre>
 *
 * It keeps no state that matters: after {@code kill -9} a new one finds its containers again.
 */
public final class StaticPodRuntime implements AutoCloseable, RuntimeView {
  private static final Logger LOG = LoggerFactory.getLogger(StaticPodRuntime.class);

  /**
   * When what starting needed is garbage. Nothing collects it afterwards, for an idle runtime
   * allocates next to nothing; collected once, the heap gives its pages back.
   */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final RuntimeConfig config;
  private final RuntimePaths paths;
  private final ContainerEngine engine;
  private final String version;
  private final Instant startedAt;
  private final Parts parts;
  private final PodSupervisor supervisor;
  private final Sources sources;
  private final PodSources manifests;
  private final NodePresence presence;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile boolean podsStopped;

  private StaticPodRuntime(
      RuntimeConfig config,
      RuntimePaths paths,
      ContainerEngine engine,
      Timers timers,
      String version,
      Companion companion,
      Parts parts)
      throws IOException {
    this.config = config;
    this.paths = paths;
    this.engine = engine;
    this.version = version;
    this.parts = parts;
    this.startedAt = timers.instant();
    if (config.kubelet().resources().failSwapOn()) {
      Swap.refuse(Path.of("/proc/swaps"));
    }
    configureNetwork();
    var board = new PodBoard();
    var events = new EventLog();
    parts.add(board.subscribe(events));
    parts.add(board.subscribe(companion.listener()));
    var meters = new PodMeters(timers);
    parts.add(board.subscribe(meters));
    NodeSettings settings = settings(MachineFacts.read(paths.root()));
    supervisor =
        parts.add(
            PodSupervisor.start(
                engine,
                settings,
                timers,
                board,
                RolloutPolicy.standard(migration(), companion.coexistence(), records())));
    int most = config.kubelet().resources().maxPods();
    sources = new Sources(supervisor, new PodLimit(most), board, events, timers);
    manifests =
        parts.add(
            PodSources.start(
                config.sources().or(paths.manifests()), config.nodeName(), timers, sources));
    Housekeeping.start(parts, engine, settings, board, supervisor, timers);
    presence =
        parts.add(NodePresence.start(presenceConfig(), board, sources::names, engine, timers));
    var logs = new PodLogFiles(config.kubelet().logs().directory(), board);
    var access = new PodAccess(logs, new PodExecs(engine), supervisor.probes());
    var api = new LocalApi(this, board, config.nodeName(), access, events, meters);
    parts.add(LocalServer.start(paths.socket(), api));
    parts.add(Watchdog.start(timers, supervisor::check));
    writePid();
    timers.after(SETTLED, System::gc);
    SystemdNotify.send("READY=1");
    if (!config.unused().isEmpty()) {
      LOG.warn("without effect here: {}", String.join(", ", config.unused()));
    }
    LOG.info("keelson {} runs the pods of {} on {}", version, config.nodeName(), paths.socket());
  }

  private RolloutRecords records() throws IOException {
    var records = new RolloutRecords(paths.rollouts());
    records.recover();
    return records;
  }

  private ConnectionMigration migration() throws IOException {
    var migration = new ConnectionMigration(paths.migrationBefore());
    migration.recover();
    return migration;
  }

  /**
   * Starts, and returns once the local API answers.
   *
   * @param lock on the root directory; let go of when the runtime closes, or does not start
   * @param engine stays the caller's to close
   * @param version of this program
   */
  public static StaticPodRuntime start(
      RuntimeConfig config,
      RuntimeLock lock,
      ContainerEngine engine,
      Timers timers,
      String version) {
    return start(config, lock, engine, timers, version, Companion.NONE);
  }

  /**
   * As the other, with one who knows the programs in the pods.
   *
   * @param companion stays the caller's to close
   */
  public static StaticPodRuntime start(
      RuntimeConfig config,
      RuntimeLock lock,
      ContainerEngine engine,
      Timers timers,
      String version,
      Companion companion) {
    var parts = new Parts();
    parts.add(lock);
    try {
      return new StaticPodRuntime(config, lock.paths(), engine, timers, version, companion, parts);
    } catch (IOException e) {
      closeAfter(e, parts);
      throw new RuntimeStartException("starting the runtime: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      closeAfter(e, parts);
      throw e;
    }
  }

  private static void closeAfter(Exception failure, Parts parts) {
    try {
      parts.close();
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private NodeSettings settings(MachineFacts machine) {
    return new NodeSettings(
        config.nodeName(),
        config.nodeAddresses(),
        paths.pods(),
        config.kubelet().logs().directory(),
        paths.seccompProfiles(),
        Path.of("/etc/hosts"),
        config.kubelet().network().resolvConf().orElse(Path.of("/dev/null")),
        HugePages.DIRECTORY,
        new NodeCapacity((int) machine.cpus(), machine.memoryKi() * 1024, machine.diskKi() * 1024),
        config.kubelet());
  }

  /** The node's own network where it has no other and was given ranges for one. */
  private void configureNetwork() throws IOException {
    List<String> ranges = config.kubelet().network().podCidrs();
    if (ranges.isEmpty()) {
      return;
    }
    CniPaths network = CniPaths.below(paths.root());
    if (!new DefaultNetwork(network).configure(new PodCidrs(ranges))) {
      LOG.info("pods use the network in {}, not the ranges {}", network.configDir(), ranges);
    }
  }

  private PresenceConfig presenceConfig() {
    return new PresenceConfig(
        config.nodeName(),
        config.kubeconfig(),
        config.nodeAddresses(),
        config.nodeLabels(),
        config.registerWithTaints(),
        config.kubernetesVersion(),
        paths.root());
  }

  private void writePid() throws IOException {
    String pid = ProcessHandle.current().pid() + "\n";
    PrivateFiles.replace(paths.pid(), pid.getBytes(StandardCharsets.US_ASCII));
    parts.add(() -> PrivateFiles.remove(paths.pid()));
  }

  /** Waits until somebody asks to stop. */
  public void awaitStop() throws InterruptedException {
    stop.await();
  }

  @Override
  public void requestStop() {
    supervisor.leaveStopping();
    stop.countDown();
  }

  @Override
  public boolean stopPods(Duration most) throws InterruptedException {
    manifests.close();
    podsStopped = supervisor.stopAll(most);
    return podsStopped;
  }

  @Override
  public boolean restartPod(String fullName) {
    return supervisor.restart(fullName);
  }

  @Override
  public RuntimeStatus status() {
    String name = "";
    String network = "";
    String reason = sources.read() ? "" : "not every source of manifests has been read yet";
    try {
      name = engine.version();
      network = engine.networkProblem().orElse("");
    } catch (EngineException e) {
      reason = "the engine does not answer: " + e.getMessage();
    }
    return new RuntimeStatus(
        version,
        ProcessHandle.current().pid(),
        startedAt,
        config.nodeName(),
        name,
        reason.isEmpty(),
        reason,
        network,
        sources.problems(),
        presence.state());
  }

  /** Ends watching, workers and servers, and leaves every pod as it is. */
  @Override
  public void close() {
    stop.countDown();
    parts.close();
    LOG.info("the runtime ended; {}", podsStopped ? "its pods have stopped" : "the pods run on");
  }
}
