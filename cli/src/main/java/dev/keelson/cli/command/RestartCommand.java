package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.PodViews;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keelson restart POD}. */
@Command(
    name = "restart",
    description =
        "Stop a static pod of this node with its grace period and start it again from its manifest")
final class RestartCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();
  @Mixin NamespaceFlag namespace = new NamespaceFlag();

  @Parameters(
      paramLabel = "POD",
      description = "the pod, with or without the node's name behind it")
  String pod = "";

  RestartCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    new PodViews(root.rootDir, console).restart(namespace.namespace(), pod);
    return 0;
  }
}
