package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.Footprint;
import dev.keelson.e2e.benchmark.NodeProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Takes every host's {@link Upkeep} at the same time, each on a node of its own. */
final class UpkeepComparison {
  private static final int FIRST_PORT = 20000;

  private final Duration window;

  /**
   * A comparison.
   *
   * @param window how long the idle processor time is summed up, and how long all settles before
   */
  UpkeepComparison(Duration window) {
    this.window = window;
  }

  Map<StaticPodHost, Upkeep> of(List<StaticPodHost> hosts)
      throws IOException, InterruptedException {
    Deque<PodNode> nodes = new ArrayDeque<>();
    try {
      for (StaticPodHost host : hosts) {
        nodes.add(PodNode.start(host));
      }
      for (PodNode node : nodes) {
        fill(node, 0);
      }
      Thread.sleep(window);
      Map<PodNode, Duration> idle = processorTime(nodes);
      for (PodNode node : nodes) {
        fill(node, Stories.MANY);
      }
      Thread.sleep(window);
      Map<StaticPodHost, Upkeep> upkeep = new LinkedHashMap<>();
      for (PodNode node : nodes) {
        Footprint memory = Footprint.of(node.host().footprint(), node.node());
        upkeep.put(node.host(), new Upkeep(idle.getOrDefault(node, Duration.ZERO), window, memory));
      }
      return upkeep;
    } finally {
      for (PodNode node : nodes) {
        node.close();
      }
    }
  }

  private static void fill(PodNode node, int from) throws IOException, InterruptedException {
    List<StampedPod> pods =
        IntStream.range(from, from + Stories.MANY)
            .mapToObj(i -> StampedPod.of("kept-" + i).probedAt(FIRST_PORT + i))
            .toList();
    node.manifests().put(pods);
    for (StampedPod pod : pods) {
      node.stamps().started(pod);
    }
  }

  private Map<PodNode, Duration> processorTime(Deque<PodNode> nodes)
      throws IOException, InterruptedException {
    Map<PodNode, Duration> used = new HashMap<>();
    for (PodNode node : nodes) {
      used.put(node, used(node).negated());
    }
    Thread.sleep(window);
    for (PodNode node : nodes) {
      used.merge(node, used(node), Duration::plus);
    }
    return used;
  }

  private static Duration used(PodNode node) throws IOException {
    Duration sum = Duration.ZERO;
    for (NodeProcess process : NodeProcess.all(node.node().path("/proc/1"))) {
      if (node.host().footprint().contains(process.executable())) {
        sum = sum.plus(process.processorTime());
      }
    }
    return sum;
  }
}
