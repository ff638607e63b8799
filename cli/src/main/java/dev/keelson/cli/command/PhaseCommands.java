package dev.keelson.cli.command;

import dev.keelson.bootstrap.phase.Workflows;
import dev.keelson.bootstrap.workflow.Phase;
import dev.keelson.bootstrap.workflow.PhasePath;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.InitCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code init phase X [Y]}, made from the one list of init's phases. */
final class PhaseCommands {
  private PhaseCommands() {}

  /** The {@code phase} command with a command for every phase below it. */
  static CommandLine of(Console console) {
    var phase = group("phase", "Use this command to invoke single phase of the \"init\" workflow");
    for (Phase<?> child : Workflows.init().phases()) {
      add(phase, new PhasePath(List.of()), child, console);
    }
    return phase;
  }

  /**
   * The description of {@code init}: its summary and the phases it takes, as kubeadm lists them.
   */
  static String[] description(String summary) {
    var lines = new ArrayList<String>();
    lines.add(summary);
    lines.add("");
    lines.add("The \"init\" command executes the following phases:");
    lines.add("```");
    Workflows.init()
        .walk((path, phase) -> {
          boolean top = path.names().size() == 1;
          String name = top ? phase.name() : "  /" + phase.name();
          lines.add("%-30s%s%s".formatted(name, top ? "" : "  ", phase.summary()));
        });
    lines.add("```");
    return lines.toArray(String[]::new);
  }

  private static void add(CommandLine parent, PhasePath above, Phase<?> phase, Console console) {
    PhasePath path = above.child(phase.name());
    CommandLine command =
        switch (phase) {
          case Phase.Group<?> group -> {
            var own = group(group.name(), group.summary());
            own.addSubcommand(leaf("all", group.summary(), path, console));
            group.children().forEach(child -> add(own, path, child, console));
            yield own;
          }
          case Phase.Step<?> step -> leaf(step.name(), step.summary(), path, console);
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

  private static CommandLine leaf(String name, String summary, PhasePath path, Console console) {
    var run = new RunPhase(path, console);
    var spec = CommandSpec.wrapWithoutInspection(run).name(name);
    spec.usageMessage().description(summary);
    spec.addMixin("flags", CommandSpec.forAnnotatedObject(run.flags));
    return new CommandLine(spec);
  }

  /** A command that only has others below it prints its help. */
  private record Nothing(CommandSpec spec) implements Runnable {
    @Override
    public void run() {
      throw new ParameterException(new CommandLine(spec), "");
    }
  }

  private static final class RunPhase implements Callable<Integer> {
    private final PhasePath path;
    private final Console console;
    private final InitFlagSet flags = new InitFlagSet();

    RunPhase(PhasePath path, Console console) {
      this.path = path;
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      new InitCommands(console, "").phase(path, flags.config, flags.flags(List.of()));
      return 0;
    }
  }
}
