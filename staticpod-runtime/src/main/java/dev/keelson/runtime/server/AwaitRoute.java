package dev.keelson.runtime.server;

import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Answers as soon as a pod runs a revision and is ready, or with the pod as it is at the end. */
final class AwaitRoute {
  private final PodBoard board;
  private final PodNames names;

  AwaitRoute(PodBoard board, PodNames names) {
    this.board = board;
    this.names = names;
  }

  void to(Exchange exchange) throws IOException, InterruptedException {
    String pod =
        exchange.query("pod").orElseThrow(() -> new RefusedException(400, "pod= is missing"));
    Optional<String> revision = exchange.query("revision").filter(r -> !r.isEmpty());
    Duration timeout = exchange.duration("timeout", Duration.ofSeconds(30));
    Optional<PodSnapshot> last =
        board
            .await(() -> names.find(pod).filter(p -> isReady(p, revision)), timeout)
            .or(() -> names.find(pod));
    exchange.json(last.orElseThrow(() -> new RefusedException(404, "there is no pod " + pod)));
  }

  private static boolean isReady(PodSnapshot pod, Optional<String> revision) {
    boolean asked = revision.isEmpty() || revision.get().equals(pod.revision());
    return asked && pod.ready();
  }
}
