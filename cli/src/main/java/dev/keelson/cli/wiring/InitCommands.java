package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.Init;
import dev.keelson.bootstrap.InitRequest;
import dev.keelson.bootstrap.config.ConfigFile;
import dev.keelson.bootstrap.config.ConfigLoader;
import dev.keelson.bootstrap.config.ConfigResult;
import dev.keelson.bootstrap.config.InitFlags;
import dev.keelson.bootstrap.config.NodeFacts;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.TransferBars;
import dev.keelson.runtime.image.local.Images;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** {@code keelson init} and its phases. */
public final class InitCommands {
  private final Console console;
  private final String output;

  /**
   * Shows on that console.
   *
   * @param output {@code json} for one event a line, or empty
   */
  public InitCommands(Console console, String output) {
    this.console = console;
    this.output = output;
  }

  /** Runs the whole workflow but for the phases that are skipped. */
  public void init(List<Path> config, InitFlags flags) throws InterruptedException {
    ConfigResult read = load(config, flags);
    run(read, PhaseSelection.ALL, "keelson init");
    if (!read.dryRun() && output.isEmpty()) {
      console.text(Farewell.text(read));
    }
  }

  /** Runs one phase alone. */
  public void phase(PhasePath path, List<Path> config, InitFlags flags)
      throws InterruptedException {
    run(
        load(config, flags),
        PhaseSelection.only(path),
        "keelson init phase " + String.join(" ", path.names()));
  }

  private static ConfigResult load(List<Path> config, InitFlags flags) {
    return ConfigLoader.load(
        config.stream().map(ConfigFile::load).toList(), flags, NodeFacts.load());
  }

  private void run(ConfigResult read, PhaseSelection selection, String command)
      throws InterruptedException {
    if (output.isEmpty()) {
      console.line("[init] Using Kubernetes version: " + read.cluster().kubernetesVersion());
    }
    importImages(read);
    var request =
        new InitRequest(read.cluster(), read.keelson().layout(), selection, read.dryRun(), command);
    try (var progress = ShownProgress.on(console, output)) {
      Init.run(request, Ports.of(read.keelson().rootDir()), progress);
    }
  }

  private void importImages(ConfigResult read) throws InterruptedException {
    if (read.dryRun() || read.keelson().imageArchives().isEmpty()) {
      return;
    }
    Images images = Images.open(read.keelson().layout().images());
    for (Path archive : read.keelson().imageArchives()) {
      try (var bars = TransferBars.start(console)) {
        images.importArchive(
            archive,
            (blob, step, done, total) ->
                bars.advanced(
                    blob.shortForm() + " " + step.name().toLowerCase(Locale.ROOT), done, total));
      }
    }
  }
}
