package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.Build;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code keelson version}: the formats of {@code kubeadm version}. */
@Command(name = "version", description = "Print the version of keelson")
final class VersionCommand implements Callable<Integer> {
  private final Console console;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "string",
      description = "Output format; available options are 'yaml', 'json' and 'short'")
  String output = "";

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    String version = Build.version();
    String kubernetes = Build.kubernetes();
    String java = Runtime.version().toString();
    String platform =
        "linux/" + ("aarch64".equals(System.getProperty("os.arch")) ? "arm64" : "amd64");
    switch (output) {
      case "" ->
          console.line(
              "keelson version: %s (Kubernetes %s, Java %s, %s)"
                  .formatted(version, kubernetes, java, platform));
      case "short" -> console.line(version);
      // Two fields deep and all of them plain words: a JSON library would cost more than the
      // answer.
      case "json" ->
          console.line(
              """
              {
                "clientVersion": {
                  "gitVersion": "%s",
                  "kubernetesVersion": "%s",
                  "javaVersion": "%s",
                  "platform": "%s"
                }
              }\
              """
                  .formatted(version, kubernetes, java, platform));
      case "yaml" ->
          console.line(
              """
              clientVersion:
                gitVersion: %s
                javaVersion: %s
                kubernetesVersion: %s
                platform: %s\
              """
                  .formatted(version, java, kubernetes, platform));
      default -> throw new UsageException("invalid output format: " + output);
    }
    return 0;
  }
}
