package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.ExecFlags;
import dev.keelson.cli.wiring.ExecViews;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keelson exec POD -- COMMAND}; exits as the command does. */
@Command(
    name = "exec",
    description = "Run a command in a container of a static pod of this node, and exit as it does")
final class ExecCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();
  @Mixin NamespaceFlag namespace = new NamespaceFlag();

  @Parameters(
      index = "0",
      paramLabel = "POD",
      description = "the pod, with or without the node's name behind it")
  String pod = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "-- COMMAND [args...]",
      description = "what to run")
  List<String> command = new ArrayList<>();

  @Option(
      names = {"-c", "--container"},
      paramLabel = "string",
      description =
          "The container; the annotation kubectl.kubernetes.io/default-container names it, else it"
              + " is the first one.")
  String container = "";

  @Option(
      names = {"-i", "--stdin"},
      description = "Pass stdin to the container.")
  boolean stdin;

  @Option(
      names = {"-t", "--tty"},
      description = "Stdin is a TTY.")
  boolean tty;

  ExecCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    return new ExecViews(root.rootDir, console)
        .run(new ExecFlags(namespace.namespace(), pod, container, stdin, tty, command));
  }
}
