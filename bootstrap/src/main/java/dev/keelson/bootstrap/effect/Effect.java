package dev.keelson.bootstrap.effect;

import dev.keelson.bootstrap.revision.Part;
import dev.keelson.bootstrap.revision.PartDirectory;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.PartRecord;
import dev.keelson.bootstrap.revision.RevisionHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One thing done to a node. Every effect may be done again after it was done in part or in whole,
 * with the same end, so that an interrupted transition is simply taken again.
 */
public sealed interface Effect {
  /** What is done to files. */
  sealed interface OnFiles extends Effect {}

  /** What is kept of revisions. */
  sealed interface OnRevisions extends Effect {}

  /** What is asked of the pod runtime. */
  sealed interface OnPods extends Effect {}

  /** What is asked of the Kubernetes API. */
  sealed interface OnCluster extends Effect {}

  /** Makes a directory where there is none, and those above it with the same mode. */
  record EnsureDirectory(PartDirectory directory) implements OnFiles {}

  /** Replaces a file at once and as a whole. */
  record WriteFile(PartFile file) implements OnFiles {}

  /** Removes one file. */
  record DeleteFile(Path path) implements OnFiles {}

  /** Removes a directory and all below it. */
  record DeleteTree(Path path) implements OnFiles {}

  /** Removes a directory that is empty; one that is not stays. */
  record DeleteEmptyDirectory(Path path) implements OnFiles {}

  /** Removes keelson's own directory, and those above it that were made for it, all at once. */
  record RemoveState(Path state) implements OnFiles {}

  /** Unmounts what is mounted at that path. */
  record Unmount(Path path) implements OnFiles {}

  /** Begins a revision. */
  record OpenRevision(RevisionHeader header) implements OnRevisions {}

  /** Keeps a part: contents first, then its record. */
  record StagePart(int number, Part part, PartRecord record) implements OnRevisions {}

  /** Makes a revision the current one. */
  record CommitRevision(int number) implements OnRevisions {}

  /** Makes a revision the last good one, and drops what is too old to go back to. */
  record MarkGood(int number) implements OnRevisions {}

  /** Starts the pod runtime where it does not run. */
  record StartRuntime() implements OnPods {}

  /** Waits until that revision of a pod runs and is ready. */
  record AwaitReady(String pod, String revision, Duration timeout) implements OnPods {}

  /** Stops all pods with their grace periods, then the runtime. */
  record StopPods(Duration timeout) implements OnPods {}

  /** Waits until the API server at that address says it is alive. */
  record AwaitLive(ApiIdentity identity, Duration timeout) implements OnCluster {}

  /** Creates an object of the API, or brings it to that state. */
  record ApplyObject(ApiIdentity identity, Map<String, Object> object) implements OnCluster {
    public ApplyObject {
      object = Map.copyOf(object);
    }
  }

  /** Gives the Node its labels and taints; those that others gave it stay. */
  record MarkNode(
      ApiIdentity identity, String node, Map<String, String> labels, List<NodeTaint> taints)
      implements OnCluster {
    public MarkNode {
      labels = Map.copyOf(labels);
      taints = List.copyOf(taints);
    }

    /** A taint; an empty value is none. */
    public record NodeTaint(String key, String value, String effect) {}
  }

  /**
   * Who asks the API, and where.
   *
   * @param kubeconfig a file on the node
   * @param server the address asked, whatever the kubeconfig says
   */
  record ApiIdentity(Path kubeconfig, String server) {}
}
