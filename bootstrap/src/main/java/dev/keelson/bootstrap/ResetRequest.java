package dev.keelson.bootstrap;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import java.util.List;

/**
 * What reset is asked to do.
 *
 * @param selection which of its phases
 * @param purge whether pulled images go too
 * @param ignorePreflightErrors names of checks whose problems are only warned of
 * @param command as whoever meets the lock sees it
 */
public record ResetRequest(
    NodeLayout layout,
    PhaseSelection selection,
    boolean purge,
    boolean dryRun,
    List<String> ignorePreflightErrors,
    String command) {
  public ResetRequest {
    ignorePreflightErrors = List.copyOf(ignorePreflightErrors);
  }
}
