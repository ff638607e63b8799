package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.LogFlags;
import dev.keelson.cli.wiring.LogViews;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
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
  @Mixin NamespaceFlag namespace = new NamespaceFlag();

  @Parameters(
      index = "0",
      paramLabel = "POD",
      description = "the pod, with or without the node's name behind it")
  String pod = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "CONTAINER",
      description = "the container, as after -c")
  String inline = "";

  @Option(
      names = {"-c", "--container"},
      paramLabel = "string",
      description =
          "The container; the annotation kubectl.kubernetes.io/default-container names it, else it"
              + " is the first one.")
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

  @Option(
      names = "--since-time",
      paramLabel = "string",
      description = "Only lines after a specific date (RFC3339).")
  @Nullable String sinceTime;

  @Option(
      names = "--limit-bytes",
      paramLabel = "int",
      defaultValue = "0",
      description = "At most so many bytes; 0 for all.")
  long limitBytes;

  LogsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    check();
    new LogViews(root.rootDir, console)
        .print(
            new LogFlags(
                namespace.namespace(),
                pod,
                container.isEmpty() ? inline : container,
                follow,
                previous,
                timestamps,
                tail < 0 ? OptionalInt.empty() : OptionalInt.of(tail),
                Optional.ofNullable(since).map(s -> DurationFlag.parse("--since", s)),
                Optional.ofNullable(sinceTime).map(LogsCommand::time),
                limitBytes == 0 ? -1 : limitBytes));
    return 0;
  }

  private void check() {
    if (!container.isEmpty() && !inline.isEmpty()) {
      throw new UsageException("only one of -c or an inline [CONTAINER] arg is allowed");
    }
    if (since != null && sinceTime != null) {
      throw new UsageException("at most one of `since-time` and `since` may be specified");
    }
    if (tail < -1) {
      throw new UsageException("--tail must be greater than or equal to -1");
    }
    if (limitBytes < 0) {
      throw new UsageException("--limit-bytes must be greater than 0");
    }
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException _) {
      throw new UsageException(
          "invalid argument \"%s\" for \"--since-time\" flag: a time is written like 2026-01-31T12:00:00Z"
              .formatted(text));
    }
  }
}
