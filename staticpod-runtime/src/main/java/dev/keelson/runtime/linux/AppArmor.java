package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The AppArmor of this machine's kernel. */
public final class AppArmor {
  private static final Path SWITCH = Path.of("/sys/module/apparmor/parameters/enabled");
  private static final Path SECURITY = Path.of("/sys/kernel/security/apparmor");
  private static final List<Path> PARSERS =
      List.of(Path.of("/usr/sbin/apparmor_parser"), Path.of("/sbin/apparmor_parser"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private AppArmor() {}

  /** Whether the kernel confines processes by it, by libcontainer's test. */
  public static boolean enabled() {
    try {
      return Files.isDirectory(SECURITY) && Files.readString(SWITCH).startsWith("Y");
    } catch (IOException _) {
      return false;
    }
  }

  /** The program that loads profiles; empty where it is not installed. */
  public static Optional<Path> parser() {
    return PARSERS.stream().filter(Files::isExecutable).findFirst();
  }

  /** Whether the kernel has a profile of that name. */
  public static boolean has(String profile) throws IOException {
    return Files.readAllLines(SECURITY.resolve("profiles")).stream()
        .anyMatch(l -> l.startsWith(profile + " ("));
  }

  /** Loads a profile, over one of the same name. */
  public static void load(Path parser, String text) throws IOException, InterruptedException {
    Command.Outcome outcome =
        Command.run(
                List.of(parser.toString(), "--replace", "--skip-cache"),
                Map.of(),
                Path.of("/"),
                text,
                PATIENCE)
            .orElseThrow(() -> new IOException(parser + " had not ended after 60 s"));
    if (outcome.exitCode() != 0) {
      throw new IOException(parser + " could not load the profile: " + outcome.stderr().strip());
    }
  }
}
