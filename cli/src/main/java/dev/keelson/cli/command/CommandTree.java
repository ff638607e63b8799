package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Usage;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** All commands, put together for one command line. */
public final class CommandTree {
  private static final String COMPLETION = "completion";

  private CommandTree() {}

  /**
   * The program's commands on that console. What costs time to put together, such as the phases
   * below {@code init}, is there only when {@code args} ask for it.
   */
  public static CommandLine of(Console console, String... args) {
    var keelson = new KeelsonCommand();
    var root = new CommandLine(keelson);
    asked(commands(console, args), args).forEach(command -> root.addSubcommand(command.get()));
    var failures = new Failures(console, keelson.global);
    configure(root, console);
    root.setParameterExceptionHandler((e, _) -> failures.onUsage(e));
    root.setExecutionExceptionHandler((e, _, _) -> failures.onFailure(e));
    return root;
  }

  /** Every command by its name, not put together yet. */
  private static SequencedMap<String, Supplier<CommandLine>> commands(
      Console console, String... args) {
    var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
    commands.put(COMPLETION, () -> new CommandLine(new CompletionCommand(console)));
    commands.put("describe", () -> new CommandLine(new DescribeCommand(console)));
    commands.put("events", () -> new CommandLine(new EventsCommand(console)));
    commands.put("exec", () -> new CommandLine(new ExecCommand(console)));
    commands.put("images", () -> images(console));
    commands.put("init", () -> init(console, args));
    commands.put("logs", () -> new CommandLine(new LogsCommand(console)));
    commands.put("pods", () -> new CommandLine(new PodsCommand(console)));
    commands.put("reset", () -> reset(console, args));
    commands.put("restart", () -> new CommandLine(new RestartCommand(console)));
    commands.put("runtime", () -> runtime(console));
    commands.put("status", () -> new CommandLine(new StatusCommand(console)));
    commands.put("stop", () -> new CommandLine(new RuntimeCommand.Stop(console)));
    commands.put("version", () -> new CommandLine(new VersionCommand(console)));
    return commands;
  }

  /**
   * The one command that is asked for by name; all of them for help, completion or a wrong name.
   */
  private static Collection<Supplier<CommandLine>> asked(
      SequencedMap<String, Supplier<CommandLine>> commands, String... args) {
    Supplier<CommandLine> named = args.length > 0 ? commands.get(args[0]) : null;
    return named == null || args[0].equals(COMPLETION) ? commands.values() : List.of(named);
  }

  private static CommandLine init(Console console, String... args) {
    var init = new CommandLine(new InitCommand(console));
    return asks(args, "init") ? PhaseCommands.init(console).addTo(init, InitCommand.SUMMARY) : init;
  }

  private static CommandLine reset(Console console, String... args) {
    var reset = new CommandLine(new ResetCommand(console));
    return asks(args, "reset")
        ? PhaseCommands.reset(console).addTo(reset, ResetCommand.SUMMARY)
        : reset;
  }

  private static boolean asks(String[] args, String command) {
    return List.of(args).contains(command) || List.of(args).contains(COMPLETION);
  }

  private static CommandLine images(Console console) {
    return new CommandLine(new ImagesCommand())
        .addSubcommand(new ImagesCommand.Import(console))
        .addSubcommand(new ImagesCommand.ListImages(console))
        .addSubcommand(new ImagesCommand.Prune(console))
        .addSubcommand(new ImagesCommand.Pull(console))
        .addSubcommand(new ImagesCommand.Remove(console));
  }

  private static CommandLine runtime(Console console) {
    return new CommandLine(new RuntimeCommand())
        .addSubcommand(new RunCommand())
        .addSubcommand(new RuntimeCommand.Start(console))
        .addSubcommand(new RuntimeCommand.Status(console))
        .addSubcommand(new RuntimeCommand.Stop(console));
  }

  private static void configure(CommandLine command, Console console) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("help for " + command.getCommandName())
                .build());
    command.setUsageHelpWidth(200);
    command.getHelpSectionMap().clear();
    command.setHelpSectionKeys(List.of("all"));
    command.getHelpSectionMap().put("all", help -> Usage.of(help.commandSpec().commandLine()));
    command.setOut(new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
    command.setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8));
    command.getSubcommands().values().stream().distinct().forEach(c -> configure(c, console));
  }
}
