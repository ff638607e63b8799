package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** What one command line printed and exited with. */
record Typed(int status, String out, String err) {
  static Typed line(String... args) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    Console console = Console.into(out, err);
    int status = CommandTree.of(console, args).execute(args);
    console.flush();
    return new Typed(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
