package dev.keelson.e2e.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A random sequence of what people and fate do to a node, from a seed; it remembers what it did.
 */
final class Sequence {
  private static final List<String> PODS = List.of("web", "db", "cache", "queue");
  private static final int STEPS = 14;
  private static final int LONGEST_PAUSE_MILLIS = 250;

  private enum Step {
    CREATE,
    EDIT,
    EDIT_SLOWLY,
    DELETE,
    SPOIL,
    MEND,
    KILL_CONTAINER,
    KILL_MONITOR,
    KILL_RUNTIME
  }

  private final Random random;
  private final FaultyNode node;
  private final TreeSet<String> spoilt = new TreeSet<>();
  private final List<String> story = new ArrayList<>();

  Sequence(long seed, FaultyNode node) {
    this.random = new Random(seed);
    this.node = node;
  }

  /** Takes all steps, each a random moment after the one before; what is spoilt is mended last. */
  void run() throws IOException, InterruptedException {
    for (int i = 0; i < STEPS; i++) {
      Step step = Step.values()[random.nextInt(Step.values().length)];
      String pod = PODS.get(random.nextInt(PODS.size()));
      int pause = random.nextInt(LONGEST_PAUSE_MILLIS);
      take(step, pod);
      TimeUnit.MILLISECONDS.sleep(pause);
      story.add("after " + pause + " ms");
    }
    for (String pod : spoilt) {
      mend(pod);
    }
  }

  /** All that was done, in order. */
  String story() {
    return String.join(", ", story);
  }

  private void take(Step step, String pod) throws IOException, InterruptedException {
    boolean there = node.manifests().has(pod);
    story.add(step + " " + pod);
    switch (step) {
      case CREATE, EDIT -> {
        node.manifests().write(pod);
        spoilt.remove(pod);
      }
      case EDIT_SLOWLY -> {
        node.manifests().writeSlowly(pod);
        spoilt.remove(pod);
      }
      case DELETE -> {
        if (there) {
          node.manifests().remove(pod);
          spoilt.remove(pod);
        }
      }
      case SPOIL -> {
        if (there) {
          node.manifests().spoil(pod);
          spoilt.add(pod);
        }
      }
      case MEND -> {
        if (spoilt.remove(pod)) {
          mend(pod);
        }
      }
      case KILL_CONTAINER -> killOne("/stamp");
      case KILL_MONITOR -> killOne("/usr/bin/conmon");
      case KILL_RUNTIME -> node.restartRuntime();
    }
  }

  private void mend(String pod) throws IOException {
    story.add("mend " + pod);
    node.manifests().mend(pod);
  }

  private void killOne(String program) throws IOException, InterruptedException {
    List<FaultyNode.Running> running = node.running(program);
    if (!running.isEmpty()) {
      FaultyNode.Running one = running.get(random.nextInt(running.size()));
      story.add(String.join(" ", one.words()));
      node.kill(one);
    }
  }
}
