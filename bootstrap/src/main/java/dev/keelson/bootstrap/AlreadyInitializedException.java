package dev.keelson.bootstrap;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import dev.keelson.bootstrap.node.PodRuntime.PodObservation;
import dev.keelson.bootstrap.revision.RevisionHeader;
import java.util.List;
import java.util.stream.Collectors;

/** Init was asked for where a control plane is; nothing was changed. */
public final class AlreadyInitializedException extends KeelsonException {
  AlreadyInitializedException(RevisionHeader revision, List<PodObservation> pods) {
    super(
        "this node already has a control plane: revision %d of node %s, made by `%s` at %s; %s; nothing was changed (`keelson status` shows more, `keelson reset` removes it)"
            .formatted(
                revision.number(),
                revision.nodeName(),
                revision.command(),
                revision.created(),
                pods.isEmpty() ? "the pod runtime does not answer" : text(pods)),
        ExitStatus.PREFLIGHT);
  }

  private static String text(List<PodObservation> pods) {
    return pods.stream()
        .map(pod -> pod.pod() + (pod.ready() ? " is ready" : " is not ready"))
        .collect(Collectors.joining(", "));
  }
}
