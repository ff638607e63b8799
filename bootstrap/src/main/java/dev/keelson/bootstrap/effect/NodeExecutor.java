package dev.keelson.bootstrap.effect;

import dev.keelson.bootstrap.cluster.ClusterApi;
import dev.keelson.bootstrap.cluster.ClusterApiConnector;
import dev.keelson.bootstrap.cluster.NodeMark;
import dev.keelson.bootstrap.effect.Effect.ApiIdentity;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.node.NotReadyException;
import dev.keelson.bootstrap.node.PodRuntime;
import dev.keelson.bootstrap.revision.RevisionLog;
import dev.keelson.bootstrap.revision.StateDirectory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Does effects on the node. */
public final class NodeExecutor implements Executor {
  /** How many revisions before the current and the last good one are kept to go back to. */
  private static final int KEPT_BEFORE = 5;

  private final FileWriter files;
  private final StateDirectory state;
  private final RevisionLog revisions;
  private final NodeView node;
  private final PodRuntime runtime;
  private final ClusterApiConnector connector;
  private final Map<ApiIdentity, ClusterApi> connections = new ConcurrentHashMap<>();

  /** An executor for that node. */
  public NodeExecutor(
      NodeLayout layout, NodeView node, PodRuntime runtime, ClusterApiConnector connector) {
    this.state = new StateDirectory(layout.state());
    this.files = new FileWriter(layout.manifests(), state);
    this.revisions = new RevisionLog(layout.state());
    this.node = node;
    this.runtime = runtime;
    this.connector = connector;
  }

  @Override
  public void execute(Effect effect) throws InterruptedException {
    switch (effect) {
      case Effect.OnFiles e -> files.execute(e);
      case Effect.OnRevisions e -> onRevisions(e);
      case Effect.OnPods e -> onPods(e);
      case Effect.OnCluster e -> onCluster(e);
    }
  }

  private void onRevisions(Effect.OnRevisions effect) {
    switch (effect) {
      case Effect.OpenRevision(var header) -> {
        state.make();
        revisions.open(header);
      }
      case Effect.StagePart(int number, var part, var record) ->
          revisions.stage(number, part, record);
      case Effect.CommitRevision(int number) -> revisions.commit(number);
      case Effect.MarkGood(int number) -> {
        revisions.markGood(number);
        revisions.prune(KEPT_BEFORE);
      }
    }
  }

  private void onPods(Effect.OnPods effect) throws InterruptedException {
    switch (effect) {
      case Effect.StartRuntime _ -> runtime.start();
      case Effect.AwaitReady wait -> awaitReady(wait);
      case Effect.StopPods(Duration timeout) -> {
        // Pods outlive their runtime: one that died is started, adopts them, and stops them.
        runtime.start();
        runtime.stopPodsAndExit(timeout);
      }
    }
  }

  private void awaitReady(Effect.AwaitReady wait) throws InterruptedException {
    var seen = runtime.await(wait.pod(), wait.revision(), wait.timeout());
    if (seen.ready() && seen.revision().equals(wait.revision())) {
      return;
    }
    throw new NotReadyException(
        "%s is not ready after %s: %s"
            .formatted(
                wait.pod(),
                Seconds.text(wait.timeout()),
                seen.reason().isEmpty() ? otherwise(seen) : seen.reason()));
  }

  private static String otherwise(PodRuntime.PodObservation seen) {
    return seen.revision().isEmpty()
        ? "the runtime has not started it; see `keelson status`"
        : "the runtime still runs revision " + seen.revision() + " of it";
  }

  private void onCluster(Effect.OnCluster effect) throws InterruptedException {
    switch (effect) {
      case Effect.AwaitLive(var identity, Duration timeout) -> {
        var last = api(identity).awaitLive(timeout);
        if (last.isPresent()) {
          throw new NotReadyException(
              "kube-apiserver at %s is not live after %s: %s"
                  .formatted(identity.server(), Seconds.text(timeout), last.get()));
        }
      }
      case Effect.ApplyObject(var identity, var object) -> api(identity).apply(object);
      case Effect.MarkNode mark -> mark(mark, api(mark.identity()));
    }
  }

  private static void mark(Effect.MarkNode mark, ClusterApi api) {
    var taints = mark.taints().stream().map(NodeExecutor::object).toList();
    api.apply(
        NodeMark.of(mark.node(), api.get("v1", "Node", "", mark.node()), mark.labels(), taints));
  }

  private static Map<String, Object> object(Effect.MarkNode.NodeTaint taint) {
    return taint.value().isEmpty()
        ? Map.of("key", taint.key(), "effect", taint.effect())
        : Map.of("key", taint.key(), "value", taint.value(), "effect", taint.effect());
  }

  private ClusterApi api(ApiIdentity identity) {
    return connections.computeIfAbsent(
        identity,
        who ->
            connector.connect(
                node.read(who.kubeconfig())
                    .orElseThrow(() ->
                        new NotReadyException(
                            who.kubeconfig()
                                + " is missing; write it with"
                                + " `keelson init phase kubeconfig all`")),
                who.server()));
  }

  @Override
  public void close() {
    connections.values().forEach(ClusterApi::close);
    connections.clear();
  }
}
