package dev.keelson.cli;

import dev.keelson.cli.command.CommandTree;
import dev.keelson.cli.console.Console;

/** The program's entry. The only place that ends the process. */
public final class Main {
  private Main() {}

  /**
   * Runs one command line and exits with its status: 0, 1 general, 2 preflight, 3 configuration or
   * usage.
   */
  public static void main(String[] args) {
    int status = run(Console.system(), args);
    System.exit(status);
  }

  /** Runs one command line on that console. */
  static int run(Console console, String... args) {
    return CommandTree.of(console, args).execute(args);
  }
}
