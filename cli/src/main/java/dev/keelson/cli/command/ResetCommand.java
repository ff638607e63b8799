package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.ResetCommands;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keelson reset}. */
@Command(
    name = "reset",
    description =
        "Remove what 'keelson init' brought to this host and what its pods left, and nothing else")
final class ResetCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();

  @Option(
      names = {"-f", "--force"},
      description = "Reset the node without prompting for confirmation.")
  boolean force;

  @Option(
      names = "--dry-run",
      description = "Don't apply any changes; just output what would be done.")
  boolean dryRun;

  @Option(names = "--purge", description = "Remove pulled and imported images too.")
  boolean purge;

  @Option(
      names = "--ignore-preflight-errors",
      split = ",",
      paramLabel = "strings",
      description =
          "A list of checks whose errors will be shown as warnings. Example: 'IsPrivilegedUser'."
              + " Value 'all' ignores errors from all checks.")
  List<String> ignorePreflightErrors = List.of();

  ResetCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!force && !dryRun && !confirmed()) {
      throw new UsageException("won't proceed; the user didn't answer (Y|y) in order to continue");
    }
    new ResetCommands(root.rootDir, console).reset(purge, dryRun, ignorePreflightErrors);
    return 0;
  }

  private boolean confirmed() {
    console.line("[reset] WARNING: Changes made to this host by 'keelson init' will be reverted.");
    console.text("[reset] Are you sure you want to proceed? [y/N]: ");
    String answer = console.readLine();
    return answer.equalsIgnoreCase("y");
  }
}
