package dev.keelson.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which control plane of this machine. */
final class RootFlag {
  @Option(
      names = "--root-dir",
      paramLabel = "string",
      defaultValue = "/",
      description = "Directory below which all of the node's paths lie.")
  @SuppressWarnings("NullAway.Init")
  Path rootDir;
}
