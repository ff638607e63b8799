package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.PodViews;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code keelson describe POD}: all that the runtime knows of a pod. */
@Command(
    name = "describe",
    description =
        "Show a static pod of this node in detail, with its events and why it is not ready")
final class DescribeCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();
  @Mixin NamespaceFlag namespace = new NamespaceFlag();

  @Parameters(
      paramLabel = "POD",
      description = "the pod, with or without the node's name behind it")
  String pod = "";

  DescribeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    new PodViews(root.rootDir, console).describe(namespace.namespace(), pod);
    return 0;
  }
}
