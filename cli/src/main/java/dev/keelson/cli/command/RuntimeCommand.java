package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.RuntimeCommands;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code keelson runtime}: the static pod runtime of this node as a process. */
@Command(name = "runtime", description = "Run, start and stop the static pod runtime of this node")
final class RuntimeCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "");
  }

  /** {@code runtime start}. */
  @Command(
      name = "start",
      description =
          "Start the runtime in the background where it does not run; its pods are adopted")
  static final class Start implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    Start(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      new RuntimeCommands(root.rootDir, console).start();
      return 0;
    }
  }

  /** {@code runtime stop}. */
  @Command(name = "stop", description = "Stop the runtime; the pods run on unless --pods is given")
  static final class Stop implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    @Option(names = "--pods", description = "Stop every pod first, each with its grace period.")
    boolean pods;

    @Option(
        names = "--timeout",
        paramLabel = "duration",
        defaultValue = "2m",
        description = "How long to wait for the end.")
    String timeout = "";

    Stop(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      Duration most = DurationFlag.parse("--timeout", timeout);
      new RuntimeCommands(root.rootDir, console).stop(pods, most);
      return 0;
    }
  }

  /** {@code runtime status}. */
  @Command(
      name = "status",
      description = "Show whether the runtime runs; exit status 1 when it does not")
  static final class Status implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "string",
        description = "Output format; available options are 'json' and 'yaml'")
    String output = "";

    Status(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      Outputs.require(output, "json", "yaml");
      return new RuntimeCommands(root.rootDir, console).status(output) ? 0 : 1;
    }
  }
}
