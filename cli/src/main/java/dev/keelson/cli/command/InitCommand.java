package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.InitCommands;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keelson init}. */
@Command(name = "init", description = InitCommand.SUMMARY)
final class InitCommand implements Callable<Integer> {
  static final String SUMMARY = "Run this command in order to set up the Kubernetes control plane";

  private final Console console;

  @Mixin InitFlagSet flags = new InitFlagSet();

  @Option(
      names = "--skip-phases",
      paramLabel = "strings",
      description = "List of phases to be skipped")
  List<String> skipPhases = List.of();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "string",
      description = "Output format; 'json' is one event a line")
  String output = "";

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Outputs.require(output, "json");
    new InitCommands(console, output).init(flags.config, flags.flags(skipPhases));
    return 0;
  }
}
