package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code keelson completion bash|zsh}: the completion script, from the same command tree as the
 * help.
 */
@Command(
    name = "completion",
    description = {
      "Output shell completion code for the specified shell (bash or zsh)",
      "",
      "Examples:",
      "",
      "# Load the keelson completion code into the current shell",
      "source <(keelson completion bash)",
      "",
      "# Keep it",
      "keelson completion bash > /etc/bash_completion.d/keelson"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "SHELL", arity = "0..1", description = "bash or zsh")
  String shell = "";

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    switch (shell) {
      // picocli's script turns on bash's completion in zsh by itself.
      case "bash", "zsh" -> console.text(AutoComplete.bash("keelson", spec.root().commandLine()));
      case "" -> throw new UsageException("shell not specified");
      default -> throw new UsageException("unsupported shell type \"" + shell + "\": bash or zsh");
    }
    return 0;
  }
}
