package dev.keelson.bootstrap.workflow;

import dev.keelson.bootstrap.effect.Effect;
import java.time.Duration;

/**
 * Told how a workflow goes on. Phases start and end in the workflow's order, one at a time, though
 * their work may have been done ahead; each that started ends exactly once. Calls may come from
 * several threads; they return at once and never throw.
 */
public interface WorkflowListener {
  /** A phase begins. */
  void started(PhasePath phase, String summary);

  /** It ended well. */
  void finished(PhasePath phase, Duration took);

  /** It ended badly; nothing starts after it. */
  void failed(PhasePath phase, Duration took, String reason);

  /** An effect is about to be done on the node; it waits until this returns. */
  default void effectStarted(Effect effect) {}

  /** It was done, and survives a power cut. */
  default void effectFinished(Effect effect) {}

  /** Something worth a line, such as an effect that a dry run would have had. */
  void note(String text);

  /** Something to look at that stops nothing. */
  void warning(String sentence);
}
