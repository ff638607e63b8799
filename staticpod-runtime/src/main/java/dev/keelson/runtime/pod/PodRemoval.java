package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.log.LogLinks;
import dev.keelson.runtime.volume.PodDirectory;
import dev.keelson.runtime.volume.VolumeException;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * Takes away what is left of a pod none of whose containers runs any more, and tries again where
 * something is in the way. Used by the pod's worker alone.
 */
final class PodRemoval {
  private final PodContext context;
  private final SandboxLifecycle sandbox;
  private Backoff errors = Backoff.ofErrors();
  private Instant notBefore = Instant.MIN;
  private String failure = "";
  private boolean done;

  PodRemoval(PodContext context, SandboxLifecycle sandbox) {
    this.context = context;
    this.sandbox = sandbox;
  }

  /** Nothing of it is left. */
  boolean done() {
    return done;
  }

  /** What was in the way the last time; empty when nothing was. */
  String failure() {
    return failure;
  }

  /** Does it; says when to look again where that could not be now. */
  Optional<Instant> step(Instant now) {
    if (errors.holds(notBefore, now)) {
      return Optional.of(notBefore);
    }
    try {
      sandbox.remove();
      PodDirectory.removeLogs(context.logs());
      removeLinks();
      // Last: as long as it is there, a runtime that finds it goes on with this.
      context.directory().remove();
      done = true;
      return Optional.empty();
    } catch (EngineException | VolumeException e) {
      errors = errors.triedAt(now);
      failure = String.valueOf(e.getMessage());
      notBefore = errors.notBefore(now);
      return Optional.of(notBefore);
    }
  }

  private void removeLinks() {
    try {
      LogLinks.beside(context.services().settings().podLogs()).removeDead();
    } catch (IOException _) {
      // The next look for what pods left takes them away.
    }
  }
}
