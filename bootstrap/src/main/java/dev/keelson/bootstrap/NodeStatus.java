package dev.keelson.bootstrap;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.PodRuntime;
import dev.keelson.bootstrap.node.PodRuntime.PodObservation;
import dev.keelson.bootstrap.revision.RevisionHeader;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.revision.RevisionRecord;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a node without asking the API server.
 *
 * @param current the revision it is on
 * @param lastGood the newest that passed all gates
 * @param unfinished a transition that was interrupted: run its command again, or reset
 * @param runtimeRunning whether the pod runtime answers
 */
public record NodeStatus(
    Optional<RevisionHeader> current,
    Optional<RevisionHeader> lastGood,
    Optional<RevisionHeader> unfinished,
    boolean runtimeRunning,
    List<PodObservation> pods) {
  public NodeStatus {
    pods = List.copyOf(pods);
  }

  /** Reads it. */
  public static NodeStatus read(NodeLayout layout, PodRuntime runtime) {
    var log = new RevisionLog(layout.state());
    boolean running = runtime.running();
    return new NodeStatus(
        log.current().map(RevisionRecord::header),
        log.lastGood().map(RevisionRecord::header),
        log.unfinished().map(RevisionRecord::header),
        running,
        running ? runtime.pods() : List.of());
  }
}
