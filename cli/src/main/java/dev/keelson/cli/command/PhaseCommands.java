package dev.keelson.cli.command;

import dev.keelson.bootstrap.phase.Workflows;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.bootstrap.workflow.Workflow;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.InitCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code init phase X [Y]} and the like, made from the one list of a workflow's phases. */
final class PhaseCommands {
  private final Workflow<?> workflow;
  private final Supplier<Runner> runners;

  private PhaseCommands(Workflow<?> workflow, Supplier<Runner> runners) {
    this.workflow = workflow;
    this.runners = runners;
  }

  /** The phases of init. */
  static PhaseCommands init(Console console) {
    return new PhaseCommands(
        Workflows.init(),
        () -> {
          var flags = new InitFlagSet();
          return new Runner(
              flags,
              path ->
                  new InitCommands(console, "").phase(path, flags.config, flags.flags(List.of())));
        });
  }

  /** The phases of reset. */
  static PhaseCommands reset(Console console) {
    return new PhaseCommands(
        Workflows.reset(),
        () -> {
          var flags = new ResetFlagSet();
          return new Runner(flags, path -> ResetCommand.commands(flags, console).phase(path));
        });
  }

  /** Puts a {@code phase} command below the workflow's, and the list of phases into its help. */
  CommandLine addTo(CommandLine command, String summary) {
    var phase =
        group(
            "phase",
            "Use this command to invoke single phase of the \"" + workflow.name() + "\" workflow");
    workflow.phases().forEach(child -> add(phase, new PhasePath(List.of()), child));
    command.addSubcommand(phase);
    command.getCommandSpec().usageMessage().description(description(summary));
    return command;
  }

  /** The summary and the phases the command takes, as kubeadm lists them. */
  private String[] description(String summary) {
    var lines = new ArrayList<String>();
    lines.add(summary);
    lines.add("");
    lines.add("The \"" + workflow.name() + "\" command executes the following phases:");
    lines.add("```");
    workflow.walk((path, phase) -> {
      boolean top = path.names().size() == 1;
      String name = top ? phase.name() : "  /" + phase.name();
      lines.add("%-30s%s%s".formatted(name, top ? "" : "  ", phase.summary()));
    });
    lines.add("```");
    return lines.toArray(String[]::new);
  }

  private void add(CommandLine parent, PhasePath above, Phase<?> phase) {
    PhasePath path = above.child(phase.name());
    CommandLine command =
        switch (phase) {
          case Phase.Group<?> group -> {
            var own = group(group.name(), group.summary());
            own.addSubcommand(leaf("all", group.summary(), path));
            group.children().forEach(child -> add(own, path, child));
            yield own;
          }
          case Phase.Step<?> step -> leaf(step.name(), step.summary(), path);
        };
    parent.addSubcommand(phase.name(), command);
  }

  private static CommandLine group(String name, String summary) {
    var spec = CommandSpec.create().name(name);
    spec.usageMessage().description(summary);
    var command = new CommandLine(CommandSpec.wrapWithoutInspection(new Nothing(spec)).name(name));
    command.getCommandSpec().usageMessage().description(summary);
    return command;
  }

  private CommandLine leaf(String name, String summary, PhasePath path) {
    var runner = runners.get();
    var spec = CommandSpec.wrapWithoutInspection(new RunPhase(path, runner.phase)).name(name);
    spec.usageMessage().description(summary);
    spec.addMixin("flags", CommandSpec.forAnnotatedObject(runner.flags));
    return new CommandLine(spec);
  }

  /** A command that only has others below it prints its help. */
  private record Nothing(CommandSpec spec) implements Runnable {
    @Override
    public void run() {
      throw new ParameterException(new CommandLine(spec), "");
    }
  }

  /** Runs one phase. */
  private interface PhaseRun {
    void run(PhasePath path) throws InterruptedException;
  }

  /** What runs a phase by the flags of its command line. */
  private record Runner(Object flags, PhaseRun phase) {}

  private record RunPhase(PhasePath path, PhaseRun phase) implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
      phase.run(path);
      return 0;
    }
  }
}
