package dev.keelson.e2e.component;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code go} command, with an environment that makes equal binaries on every machine. */
final class GoToolchain {
  private static final int SHOWN_LINES = 12;

  private final Platform platform;
  private final Path log;

  /**
   * The command for a platform.
   *
   * @param log what go prints is appended here, and its end is shown when go fails
   */
  GoToolchain(Platform platform, Path log) {
    this.platform = platform;
    this.log = log;
  }

  /** Makes a directory one in which this source's programs can be built. */
  void prepare(GoSource source, Path directory) throws InterruptedException {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("go.mod"), "module wrapper\n");
      switch (source) {
        case GoModules modules -> require(modules, directory);
        case GoFile file -> Files.writeString(directory.resolve("main.go"), file.text());
      }
    } catch (IOException e) {
      throw new ComponentException("Preparing to build " + source.name() + ": " + e, e);
    }
  }

  private void require(GoModules source, Path directory) throws IOException, InterruptedException {
    String leading = source.modules().getFirst() + "@" + source.version();
    String found = output(directory, List.of("list", "-m", "-f", "{{.GoMod}}", leading));
    Files.writeString(
        directory.resolve("go.mod"), WrapperModule.text(source, Files.readString(Path.of(found))));
  }

  /** Builds one program of a prepared directory into a file. */
  void build(Path directory, GoProgram program, List<String> linkerFlags, Path file)
      throws InterruptedException {
    List<String> flags = new ArrayList<>(List.of("-s", "-w"));
    flags.addAll(linkerFlags);
    output(
        directory,
        List.of(
            "build",
            "-mod=mod",
            "-trimpath",
            "-ldflags",
            String.join(" ", flags),
            "-o",
            file.toString(),
            program.importPath()));
  }

  private String output(Path directory, List<String> arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("go"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectError(Redirect.appendTo(log.toFile()));
    environment(builder.environment());
    Process process = start(builder);
    try {
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw failure(command, process.exitValue());
      }
      return text.strip();
    } catch (IOException e) {
      throw new ComponentException(
          "Reading what \"go " + arguments.getFirst() + "\" says: " + e, e);
    } finally {
      process.destroy();
    }
  }

  private void environment(Map<String, String> environment) {
    environment.putAll(
        Map.of(
            "CGO_ENABLED", "0",
            "GOOS", "linux",
            "GOARCH", platform.architecture(),
            "GO111MODULE", "on",
            "GOWORK", "off",
            "GOFLAGS", "-buildvcs=false"));
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new ComponentException(
          "Building components needs the Go toolchain, and \"go\" is not in PATH; install Go 1.26 or"
              + " newer to /usr/local/go.",
          e);
    }
  }

  private ComponentException failure(List<String> command, int status) {
    return new ComponentException(
        "\"%s\" ended with status %d; its last lines, the rest is in %s:%n%s"
            .formatted(String.join(" ", command), status, log, lastLines()));
  }

  private String lastLines() {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          System.lineSeparator(),
          lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (IOException e) {
      return "(" + e + ")";
    }
  }
}
