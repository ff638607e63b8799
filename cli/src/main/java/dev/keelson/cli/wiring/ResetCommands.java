package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.Reset;
import dev.keelson.bootstrap.ResetRequest;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import java.nio.file.Path;
import java.util.List;

/** {@code keelson reset}. */
public final class ResetCommands {
  private final Console console;
  private final Path rootDir;

  /** Resets the node below that root directory. */
  public ResetCommands(Path rootDir, Console console) {
    this.rootDir = rootDir;
    this.console = console;
  }

  /** Removes everything, or shows what would be removed. */
  public void reset(boolean purge, boolean dryRun, List<String> ignorePreflightErrors)
      throws InterruptedException {
    var request =
        new ResetRequest(
            new NodeLayout(rootDir), purge, dryRun, ignorePreflightErrors, "keelson reset");
    try (var progress = ShownProgress.on(console, "")) {
      Reset.run(request, Ports.of(rootDir), progress);
    }
  }
}
