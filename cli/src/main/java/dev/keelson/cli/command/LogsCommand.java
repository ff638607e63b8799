package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.LogViews;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keelson logs POD}: the output of a container, without the API server. */
@Command(name = "logs", description = "Print the logs of a container of a static pod of this node")
final class LogsCommand implements Callable<Integer> {
  private final Console console;

  @Mixin RootFlag root = new RootFlag();

  @Parameters(
      paramLabel = "POD",
      description = "the pod, with or without the node's name behind it")
  String pod = "";

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "string",
      defaultValue = "kube-system",
      description = "The pod's namespace.")
  String namespace = "";

  @Option(
      names = {"-c", "--container"},
      paramLabel = "string",
      description = "The container; the first one if not given.")
  String container = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Go on as lines come.")
  boolean follow;

  @Option(
      names = {"-p", "--previous"},
      description = "The container's previous run.")
  boolean previous;

  @Option(names = "--timestamps", description = "Each line with its time in front.")
  boolean timestamps;

  @Option(
      names = "--tail",
      paramLabel = "int",
      defaultValue = "-1",
      description = "The last so many lines; -1 for all.")
  int tail;

  @Option(
      names = "--since",
      paramLabel = "duration",
      description = "Only lines newer than a relative duration like 5s, 2m, or 3h.")
  @Nullable String since;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Duration age = since == null ? null : DurationFlag.parse("--since", since);
    new LogViews(root.rootDir, console)
        .print(namespace, pod, container, follow, previous, timestamps, tail, age);
    return 0;
  }
}
