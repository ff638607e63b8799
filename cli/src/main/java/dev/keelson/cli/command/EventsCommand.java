package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.EventViews;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code keelson events}: what happened to the pods of this node. */
@Command(
    name = "events",
    description = "List what happened to the static pods of this node, and to their manifests")
final class EventsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "string",
      description = "Of the pods of that namespace alone.")
  @Nullable String namespace;

  @Option(names = "--for", paramLabel = "POD", description = "Of that pod alone.")
  @Nullable String pod;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "string",
      description = "Output format; available options are 'json' and 'yaml'")
  String output = "";

  @Option(
      names = {"-w", "--watch"},
      description = "Go on as things happen.")
  boolean watch;

  EventsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Outputs.require(output, "json", "yaml");
    var views = new EventViews(root.rootDir, console);
    if (watch) {
      views.watch(Optional.ofNullable(namespace), Optional.ofNullable(pod), output);
    } else {
      views.list(Optional.ofNullable(namespace), Optional.ofNullable(pod), output);
    }
    return 0;
  }
}
