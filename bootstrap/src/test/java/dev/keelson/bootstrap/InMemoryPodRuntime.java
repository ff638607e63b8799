package dev.keelson.bootstrap;

import dev.keelson.bootstrap.node.DiskNodeView;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.PodRuntime;
import dev.keelson.bootstrap.transition.PodRevision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pods that are ready the moment their manifest is there, and that leave on the node what real ones
 * leave. It outlives the command that started it, as the real one does.
 */
final class InMemoryPodRuntime implements PodRuntime {
  private final NodeLayout layout;
  private final String nodeName;
  private final Path etcdData;
  private final DiskNodeView disk = new DiskNodeView();

  /** Sentences by pod: why it never gets ready. */
  final Map<String, String> failures = new ConcurrentHashMap<>();

  private volatile boolean running;

  InMemoryPodRuntime(NodeLayout layout, String nodeName, Path etcdData) {
    this.layout = layout;
    this.nodeName = nodeName;
    this.etcdData = etcdData;
  }

  @Override
  public void start() {
    running = true;
    write(layout.socket());
  }

  @Override
  public boolean running() {
    return running;
  }

  @Override
  public boolean exists() {
    return running;
  }

  @Override
  public Optional<PodObservation> observe(String pod) {
    if (!running) {
      throw new IllegalStateException("the runtime is asked though it does not run");
    }
    return disk.read(layout.manifests().resolve(pod + ".yaml"))
        .flatMap(PodRevision::of)
        .map(revision -> observation(pod, revision));
  }

  private PodObservation observation(String pod, String revision) {
    leave(pod, revision);
    String failure = failures.getOrDefault(pod, "");
    return new PodObservation(pod, revision, true, failure.isEmpty(), failure);
  }

  private void leave(String pod, String revision) {
    String uid = revision.substring(0, 32);
    write(
        layout
            .podLogs()
            .resolve("kube-system_" + pod + "-" + nodeName + "_" + uid)
            .resolve(pod)
            .resolve("0.log"));
    write(layout.pods().resolve(uid).resolve("etc-hosts"));
    if (pod.equals("etcd")) {
      write(etcdData.resolve("member").resolve("wal").resolve("0.wal"));
    }
  }

  @Override
  public PodObservation await(String pod, String revision, Duration timeout) {
    return observe(pod)
        .orElseGet(() -> new PodObservation(pod, "", false, false, "there is no manifest of it"));
  }

  @Override
  public List<PodObservation> pods() {
    var pods = new ArrayList<PodObservation>();
    for (String name : disk.list(layout.manifests())) {
      observe(name.replaceFirst("\\.yaml$", "")).ifPresent(pods::add);
    }
    return pods;
  }

  @Override
  public void stopPodsAndExit(Duration timeout) {
    running = false;
  }

  private static void write(Path file) {
    try {
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, "left by a pod\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
