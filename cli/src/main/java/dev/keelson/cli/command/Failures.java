package dev.keelson.cli.command;

import dev.keelson.bootstrap.failure.ExitStatus;
import dev.keelson.bootstrap.failure.KeelsonException;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Usage;
import dev.keelson.cli.wiring.CommandFailedException;
import dev.keelson.runtime.api.LocalApiException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is printed, and which status the process exits with, when a command fails. */
final class Failures {
  /** What the local API answers where it was asked for what cannot be. */
  private static final Set<Integer> REFUSALS = Set.of(400, 404, 409);

  private final Console console;
  private final GlobalFlags global;

  Failures(Console console, GlobalFlags global) {
    this.console = console;
    this.global = global;
  }

  /** A command line that picocli refused. */
  int onUsage(ParameterException e) {
    if (String.valueOf(e.getMessage()).isEmpty()) {
      console.text(Usage.of(e.getCommandLine()));
      return ExitStatus.SUCCESS.code();
    }
    console.error(sentence(e));
    return ExitStatus.CONFIGURATION.code();
  }

  /** A command that started and failed. */
  int onFailure(Exception e) {
    console.error(String.valueOf(e.getMessage()));
    if (global.verbosity >= 5 || !expected(e)) {
      var stack = new StringWriter();
      e.printStackTrace(new PrintWriter(stack));
      console.err().print(stack);
    } else if (!isSentence(e)) {
      console.err().println("To see the stack trace of this error execute with --v=5 or higher");
    }
    console.flush();
    return e instanceof KeelsonException k ? k.exitStatus().code() : ExitStatus.GENERAL.code();
  }

  /** Our own exceptions are sentences; anything else is a fault whose stack says more. */
  private static boolean expected(Exception e) {
    return e.getClass().getPackageName().startsWith("dev.keelson.");
  }

  /** What somebody typed or asked for cannot be: no stack says more. */
  private static boolean isSentence(Exception e) {
    return e instanceof CommandFailedException
        || e instanceof UsageException
        || (e instanceof LocalApiException api && REFUSALS.contains(api.status()));
  }

  private static String sentence(ParameterException e) {
    CommandLine command = e.getCommandLine();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      String word = unmatched.getUnmatched().getFirst();
      return word.startsWith("-")
          ? "unknown flag: " + word
          : "unknown command \"%s\" for \"%s\""
              .formatted(word, command.getCommandSpec().qualifiedName());
    }
    return String.valueOf(e.getMessage());
  }
}
