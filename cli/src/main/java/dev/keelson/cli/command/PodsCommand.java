package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.PodViews;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keelson pods}: the static pods of this node, without the API server. */
@Command(
    name = "pods",
    description = "List the static pods of this node, as the runtime knows them")
final class PodsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "string",
      description = "Output format; available options are 'wide', 'json' and 'yaml'")
  String output = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "string",
      description = "The pods of that namespace alone.")
  @Nullable String namespace;

  @Option(
      names = {"-w", "--watch"},
      description = "Go on as pods change.")
  boolean watch;

  PodsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Outputs.require(output, "wide", "json", "yaml");
    var views = new PodViews(root.rootDir, console);
    if (watch) {
      views.watch(Optional.ofNullable(namespace), output);
    } else {
      views.list(Optional.ofNullable(namespace), output);
    }
    return 0;
  }
}
