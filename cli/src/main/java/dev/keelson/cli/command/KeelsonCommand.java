package dev.keelson.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program without a command: its help. */
@Command(
    name = "keelson",
    description = {
      "keelson brings up a Kubernetes control plane on a bare Linux machine.",
      "",
      "Example usage:",
      "",
      "    keelson init          # certificates, manifests, and the four pods up and healthy",
      "    keelson status        # what runs, since when, and what expires when",
      "    keelson reset         # everything away again, nothing else touched"
    })
final class KeelsonCommand implements Runnable {
  @Mixin GlobalFlags global = new GlobalFlags();

  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "");
  }
}
