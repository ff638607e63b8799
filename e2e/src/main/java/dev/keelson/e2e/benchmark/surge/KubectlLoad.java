package dev.keelson.e2e.benchmark.surge;

import dev.keelson.e2e.testnode.Execution;
import dev.keelson.e2e.testnode.TestNode;
import java.time.Duration;
import java.time.Instant;

/** kubectl in a loop, on the node. */
final class KubectlLoad implements Client {
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Tally tally = new Tally();
  private final Repeated loop;

  private KubectlLoad(TestNode node, String... command) {
    this.loop = Repeated.start("kubectl", PAUSE, () -> ask(node, command));
  }

  /** Begins to ask for one object. */
  static KubectlLoad start(TestNode node, String kubectl) {
    return new KubectlLoad(
        node,
        kubectl,
        "--kubeconfig=/etc/kubernetes/admin.conf",
        "get",
        "namespace",
        "default",
        "--output=name");
  }

  private void ask(TestNode node, String... command) throws InterruptedException {
    Instant begun = tally.begin();
    Execution execution = node.exec(PATIENCE, command);
    if (execution.status() != 0) {
      tally.failed(begun, execution.err().strip());
    }
  }

  /** Ends; the command under way is waited for. */
  Outcome end() throws InterruptedException {
    loop.end();
    return tally.outcome();
  }

  @Override
  public void close() {
    loop.close();
  }
}
