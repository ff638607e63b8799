package dev.keelson.cli.command;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The flags every command has. */
final class GlobalFlags {
  @Option(
      names = {"-v", "--v"},
      paramLabel = "Level",
      scope = ScopeType.INHERIT,
      description = "number for the log level verbosity")
  int verbosity;
}
