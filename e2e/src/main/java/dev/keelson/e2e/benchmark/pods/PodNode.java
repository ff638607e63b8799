package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.BenchmarkException;
import dev.keelson.e2e.benchmark.Machine;
import dev.keelson.e2e.benchmark.NodeProcess;
import dev.keelson.e2e.testnode.RunningCommand;
import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A node on which a {@link StaticPodHost} runs pods. */
final class PodNode implements AutoCloseable {
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final StaticPodHost host;
  private final TestNode node;
  private final ManifestDirectory manifests;
  private final Stamps stamps;
  private RunningCommand running;

  private PodNode(StaticPodHost host, TestNode node) throws IOException {
    this.host = host;
    this.node = node;
    this.manifests = ManifestDirectory.at(node.path(StaticPodHost.MANIFESTS));
    this.stamps = Stamps.watch(node.path(StampedPod.STAMPS));
    this.running = host.start(node);
  }

  /** An empty node on which the host is in charge: a first pod came and went. */
  static PodNode start(StaticPodHost host) throws IOException, InterruptedException {
    TestNode node = TestNode.start();
    try {
      host.prepare(node);
      PodNode started = new PodNode(host, node);
      StampedPod first = StampedPod.of("first");
      started.manifests.put(first);
      started.stamps.started(first);
      started.manifests.remove(first);
      started.stamps.asked(first);
      return started;
    } catch (IOException | InterruptedException | RuntimeException e) {
      node.close();
      throw e;
    }
  }

  StaticPodHost host() {
    return host;
  }

  TestNode node() {
    return node;
  }

  ManifestDirectory manifests() {
    return manifests;
  }

  Stamps stamps() {
    return stamps;
  }

  /** Waits until what was changed has been dealt with to its end, but not for long. */
  static void settle() throws IOException, InterruptedException {
    Machine.awaitIdle(SETTLING);
  }

  /** Kills a pod's process; the answer is when. */
  long kill(StampedPod pod) throws IOException {
    ProcessHandle process =
        NodeProcess.running(List.of("/stamp", "/stamps/" + pod.stamps()))
            .orElseThrow(() -> new BenchmarkException("Pod " + pod.name() + " does not run."));
    long start = System.nanoTime();
    process.destroyForcibly();
    return start;
  }

  /** Kills what watches the manifests, and waits until it is gone. */
  void killHost() throws InterruptedException {
    running.kill();
    running.await(SETTLING);
  }

  /** Starts it again; the answer is when. */
  long startHost() {
    long start = System.nanoTime();
    running = host.start(node);
    return start;
  }

  @Override
  public void close() throws IOException {
    try (stamps) {
      node.close();
    }
  }
}
