package dev.keelson.cli.command;

import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The flags of {@code reset} and of its phases. */
final class ResetFlagSet {
  @Mixin RootFlag root = new RootFlag();

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
}
