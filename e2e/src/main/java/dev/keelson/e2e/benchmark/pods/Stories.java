package dev.keelson.e2e.benchmark.pods;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What happens to pods while the times are taken. */
final class Stories {
  static final int MANY = 50;

  private final PodNode node;
  private final Measurements measured;

  Stories(PodNode node, Measurements measured) {
    this.node = node;
    this.measured = measured;
  }

  /** The life of one pod: made, edited if asked for, killed, deleted. */
  void life(String name, boolean edit) throws IOException, InterruptedException {
    StampedPod pod = StampedPod.of(name);
    PodNode.settle();
    long created = node.manifests().put(pod);
    measured.add(Figure.CREATE, node.stamps().started(pod) - created);
    PodNode.settle();
    if (edit) {
      pod = pod.edited();
      long edited = node.manifests().put(pod);
      measured.add(Figure.EDIT, node.stamps().started(pod) - edited);
      PodNode.settle();
    }
    long killed = node.kill(pod);
    measured.add(Figure.RESTART, node.stamps().started(pod, 2) - killed);
    PodNode.settle();
    long deleted = node.manifests().remove(pod);
    measured.add(Figure.DELETE, node.stamps().asked(pod) - deleted);
  }

  /** Many pods come and go together. */
  void burst(String name) throws IOException, InterruptedException {
    List<StampedPod> pods =
        IntStream.range(0, MANY).mapToObj(i -> StampedPod.of(name + "-" + i)).toList();
    PodNode.settle();
    long created = node.manifests().put(pods);
    List<Long> started = new ArrayList<>();
    for (StampedPod pod : pods) {
      started.add(node.stamps().started(pod));
    }
    measured.add(Figure.ALL_UP, last(started) - created);
    PodNode.settle();
    long deleted = node.manifests().remove(pods);
    List<Long> asked = new ArrayList<>();
    for (StampedPod pod : pods) {
      asked.add(node.stamps().asked(pod));
    }
    measured.add(Figure.ALL_STOPPED, last(asked) - deleted);
  }

  /** The watching process is killed beside a pod that runs, and another pod awaits its return. */
  void takeover(String name) throws IOException, InterruptedException {
    StampedPod old = StampedPod.of(name + "-old");
    StampedPod young = StampedPod.of(name + "-young");
    node.manifests().put(old);
    node.stamps().started(old);
    PodNode.settle();
    node.killHost();
    node.manifests().put(young);
    PodNode.settle();
    long restarted = node.startHost();
    measured.add(Figure.IN_CHARGE, node.stamps().started(young) - restarted);
    node.manifests().remove(List.of(old, young));
    node.stamps().asked(old);
    node.stamps().asked(young);
  }

  private static long last(List<Long> times) {
    return times.stream().mapToLong(Long::longValue).max().orElseThrow();
  }
}
