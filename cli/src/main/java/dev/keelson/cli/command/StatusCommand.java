package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.StatusViews;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keelson status}: what this node runs, without the API server. */
@Command(
    name = "status",
    description = "Show the node, its revision, components and certificates; needs no API server")
final class StatusCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "string",
      description = "Output format; available options are 'json' and 'yaml'")
  String output = "";

  @Option(
      names = {"-w", "--watch"},
      description = "Show it again whenever a pod changes.")
  boolean watch;

  StatusCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Outputs.require(output, "json", "yaml");
    var views = new StatusViews(root.rootDir, console);
    boolean ready = watch ? views.watch(output) : views.show(output);
    return ready ? 0 : 1;
  }
}
