package dev.keelson.cli.wiring;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.keelson.bootstrap.NodeStatus;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.RevisionHeader;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.RuntimeStatus;
import dev.keelson.runtime.config.RuntimePaths;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.pod.PodStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code keelson status} tells, in the shape its JSON has.
 *
 * @param current the revision the node is on; null where there is none
 * @param runtime null where none answers
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record NodeReport(
    @Nullable Revision current,
    @Nullable Integer lastGood,
    @Nullable Integer unfinished,
    @Nullable RuntimeStatus runtime,
    List<Component> components,
    List<CertificateExpiry> certificates) {
  /** A revision in short. */
  record Revision(int number, String command, String node, Instant created) {}

  /**
   * One static pod.
   *
   * @param revision of the pod that runs
   * @param desired where the manifest asks for another one
   * @param rejected where one was tried and sent away
   * @param since of its readiness, or of its unreadiness
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Component(
      String name,
      boolean ready,
      String status,
      PodRevision revision,
      @Nullable PodRevision desired,
      @Nullable PodRevision rejected,
      @Nullable Instant since,
      String problem) {}

  /** Whether there is a control plane and all of it is ready. */
  boolean ready() {
    return runtime != null
        && !components.isEmpty()
        && components.stream().allMatch(Component::ready);
  }

  /** Reads it from disk and from the runtime. */
  static NodeReport read(NodeLayout layout) {
    var paths = new RuntimePaths(layout.root());
    var node = NodeStatus.read(layout, Ports.podRuntime(paths));
    var api = new LocalApiClient(paths.socket());
    return new NodeReport(
        node.current().map(NodeReport::revision).orElse(null),
        node.lastGood().map(RevisionHeader::number).orElse(null),
        node.unfinished().map(RevisionHeader::number).orElse(null),
        node.runtimeRunning() ? api.status() : null,
        node.runtimeRunning() ? api.pods().stream().map(NodeReport::component).toList() : List.of(),
        CertificateExpiry.of(layout));
  }

  private static Revision revision(RevisionHeader header) {
    return new Revision(header.number(), header.command(), header.nodeName(), header.created());
  }

  private static Component component(PodSnapshot pod) {
    Optional<PodStatus.Condition> ready =
        pod.status().conditions().stream().filter(c -> c.type().equals("Ready")).findFirst();
    return new Component(
        pod.fullName(),
        ready.map(c -> c.status().equals("True")).orElse(false),
        PodStatusWord.of(pod),
        PodRevision.running(pod),
        PodRevision.desired(pod).orElse(null),
        PodRevision.rejected(pod).orElse(null),
        ready.map(PodStatus.Condition::lastTransitionTime).orElse(null),
        pod.problem());
  }
}
