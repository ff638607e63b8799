package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.Reset;
import dev.keelson.bootstrap.ResetRequest;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import dev.keelson.cli.console.Console;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code keelson reset} and its phases.
 *
 * @param rootDir below which the node lies
 * @param purge whether pulled images go too
 * @param dryRun show what would be removed
 * @param ignorePreflightErrors names of checks whose problems are only warned of
 */
public record ResetCommands(
    Path rootDir,
    boolean purge,
    boolean dryRun,
    List<String> ignorePreflightErrors,
    Console console) {
  public ResetCommands {
    ignorePreflightErrors = List.copyOf(ignorePreflightErrors);
  }

  /** Removes everything, as far as those phases do. */
  public void reset(PhaseSelection selection) throws InterruptedException {
    run(selection, "keelson reset");
  }

  /** Runs one phase alone. */
  public void phase(PhasePath path) throws InterruptedException {
    run(PhaseSelection.only(path), "keelson reset phase " + String.join(" ", path.names()));
  }

  private void run(PhaseSelection selection, String command) throws InterruptedException {
    var request =
        new ResetRequest(
            new NodeLayout(rootDir), selection, purge, dryRun, ignorePreflightErrors, command);
    try (var progress = ShownProgress.on(console, "")) {
      Reset.run(request, Ports.of(rootDir), progress);
    }
  }
}
