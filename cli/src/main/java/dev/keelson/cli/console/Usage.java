package dev.keelson.cli.console;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The help text of a command in the layout of kubeadm and kubectl. */
public final class Usage {
  private static final String INDENT = "  ";

  private Usage() {}

  /** The whole text, ending in a line break. */
  public static String of(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    var text = new StringBuilder();
    for (String line : spec.usageMessage().description()) {
      text.append(line).append('\n');
    }
    text.append("\nUsage:\n");
    String path = spec.qualifiedName();
    if (command.getSubcommands().isEmpty() || spec.userObject() instanceof Runnable == false) {
      text.append(INDENT).append(path).append(positionals(spec)).append(" [flags]\n");
    }
    if (!command.getSubcommands().isEmpty()) {
      text.append(INDENT).append(path).append(" [command]\n\nAvailable Commands:\n");
      text.append(subcommands(command));
    }
    section(text, "\nFlags:\n", own(spec));
    section(text, "\nGlobal Flags:\n", inherited(spec));
    if (!command.getSubcommands().isEmpty()) {
      text.append("\nUse \"")
          .append(path)
          .append(" [command] --help\" for more information about a command.\n");
    }
    return text.toString();
  }

  private static String positionals(CommandSpec spec) {
    var words = new StringBuilder();
    for (var parameter : spec.positionalParameters()) {
      if (!parameter.hidden()) {
        words.append(' ').append(parameter.paramLabel());
      }
    }
    return words.toString();
  }

  private static String subcommands(CommandLine command) {
    var names =
        command.getSubcommands().entrySet().stream()
            .filter(e -> !e.getValue().getCommandSpec().usageMessage().hidden())
            .filter(e -> e.getValue().getCommandName().equals(e.getKey()))
            .toList();
    int width = names.stream().mapToInt(e -> e.getKey().length()).max().orElse(0);
    var text = new StringBuilder();
    for (var e : names) {
      String[] description = e.getValue().getCommandSpec().usageMessage().description();
      String summary = description.length == 0 ? "" : description[0];
      text.append(INDENT).append(pad(e.getKey(), width + 1)).append(summary).append('\n');
    }
    return text.toString();
  }

  private static List<OptionSpec> own(CommandSpec spec) {
    return sorted(spec, false);
  }

  private static List<OptionSpec> inherited(CommandSpec spec) {
    return sorted(spec, true);
  }

  private static List<OptionSpec> sorted(CommandSpec spec, boolean inherited) {
    return spec.options().stream()
        .filter(o -> !o.hidden() && (o.inherited() && spec.parent() != null) == inherited)
        .sorted(Comparator.comparing(OptionSpec::longestName))
        .toList();
  }

  private static void section(StringBuilder text, String heading, List<OptionSpec> options) {
    if (options.isEmpty()) {
      return;
    }
    text.append(heading);
    var lefts = new ArrayList<String>();
    for (OptionSpec option : options) {
      lefts.add(left(option));
    }
    int width = lefts.stream().mapToInt(String::length).max().orElse(0) + 3;
    for (int i = 0; i < options.size(); i++) {
      text.append(pad(lefts.get(i), width)).append(description(options.get(i), width)).append('\n');
    }
  }

  private static String left(OptionSpec option) {
    String shortName = "";
    String longName = "";
    for (String name : option.names()) {
      if (name.startsWith("--")) {
        longName = name;
      } else {
        shortName = name;
      }
    }
    String word = option.arity().max() == 0 ? "" : " " + option.paramLabel();
    return INDENT + (shortName.isEmpty() ? "    " : shortName + ", ") + longName + word;
  }

  private static String description(OptionSpec option, int width) {
    String text = String.join("\n" + " ".repeat(width), option.description());
    String value = option.defaultValue();
    if (value == null || value.isEmpty() || option.arity().max() == 0) {
      return text;
    }
    return text + (isNumber(value) ? " (default " + value + ")" : " (default \"" + value + "\")");
  }

  private static boolean isNumber(String value) {
    return value.chars().allMatch(Character::isDigit);
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
