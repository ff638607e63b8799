package dev.keelson.cli.command;

import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.PhaseSelection;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.ResetCommands;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keelson reset}. */
@Command(name = "reset", description = ResetCommand.SUMMARY)
final class ResetCommand implements Callable<Integer> {
  static final String SUMMARY =
      "Remove what 'keelson init' brought to this host and what its pods left, and nothing else";

  private final Console console;

  @Mixin ResetFlagSet flags = new ResetFlagSet();

  @Option(
      names = {"-f", "--force"},
      description = "Reset the node without prompting for confirmation.")
  boolean force;

  @Option(
      names = "--skip-phases",
      split = ",",
      paramLabel = "strings",
      description = "List of phases to be skipped")
  List<String> skipPhases = List.of();

  ResetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!force && !flags.dryRun && !confirmed()) {
      throw new UsageException("won't proceed; the user didn't answer (Y|y) in order to continue");
    }
    commands(flags, console)
        .reset(PhaseSelection.except(skipPhases.stream().map(PhasePath::parse).toList()));
    return 0;
  }

  /** What the flags ask for. */
  static ResetCommands commands(ResetFlagSet flags, Console console) {
    return new ResetCommands(
        flags.root.rootDir, flags.purge, flags.dryRun, flags.ignorePreflightErrors, console);
  }

  private boolean confirmed() {
    console.line("[reset] WARNING: Changes made to this host by 'keelson init' will be reverted.");
    console.text("[reset] Are you sure you want to proceed? [y/N]: ");
    String answer = console.readLine();
    return answer.equalsIgnoreCase("y");
  }
}
