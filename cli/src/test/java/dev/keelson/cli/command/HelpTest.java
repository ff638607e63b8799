package dev.keelson.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every help text, recorded: flags and phases are an interface that scripts and people rely on. */
class HelpTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/help.txt");

  @Test
  void everyHelpTextIsAsRecorded() throws IOException {
    var console = Console.into(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    var all = new StringBuilder();
    append(CommandTree.of(console, "completion"), all);
    if (System.getProperty("golden.record") != null) {
      Files.createDirectories(GOLDEN.resolveSibling(""));
      Files.writeString(GOLDEN, all);
      fail("recorded " + GOLDEN + "; look at the difference, then run without -Dgolden.record");
    }
    assertThat(all.toString()).isEqualTo(Files.readString(GOLDEN));
  }

  private static void append(CommandLine command, StringBuilder all) {
    all.append("=== ").append(command.getCommandSpec().qualifiedName()).append('\n');
    all.append(Usage.of(command)).append('\n');
    command.getSubcommands().values().forEach(child -> append(child, all));
  }
}
