package dev.keelson.cli.command;

import dev.keelson.cli.console.Console;
import dev.keelson.cli.wiring.ImageCommands;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code keelson images}: the image store of this node, with or without a running daemon. */
@Command(name = "images", description = "Manage the images of this node")
final class ImagesCommand implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init")
  CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "");
  }

  /** {@code images pull}. */
  @Command(
      name = "pull",
      description =
          "Pull images from their registries; without IMAGE those that 'keelson init' needs")
  static final class Pull implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    @Parameters(paramLabel = "[IMAGE...]", arity = "0..*", description = "image references")
    List<String> images = List.of();

    @Option(
        names = "--kubernetes-version",
        paramLabel = "string",
        description = "Choose a specific Kubernetes version for the control plane.")
    @Nullable String kubernetesVersion;

    @Option(
        names = "--image-repository",
        paramLabel = "string",
        description = "Choose a container registry to pull control plane images from")
    @Nullable String imageRepository;

    @Option(
        names = "--config",
        paramLabel = "string",
        description = "Path to a kubeadm configuration file.")
    @Nullable Path config;

    Pull(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      var commands = new ImageCommands(root.rootDir, console);
      commands.pull(
          images.isEmpty()
              ? ImageCommands.needed(config, kubernetesVersion, imageRepository)
              : images);
      return 0;
    }
  }

  /** {@code images import}. */
  @Command(
      name = "import",
      description =
          "Import images from archives: docker-archive or OCI layout, as tar, tar.gz or directory")
  static final class Import implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    @Parameters(paramLabel = "ARCHIVE...", arity = "1..*", description = "files or directories")
    List<Path> archives = List.of();

    Import(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      new ImageCommands(root.rootDir, console).importAll(archives);
      return 0;
    }
  }

  /** {@code images list}. */
  @Command(name = "list", description = "List the images of this node")
  static final class ListImages implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    @Option(
        names = {"-o", "--output"},
        paramLabel = "string",
        description = "Output format; available options are 'json' and 'yaml'")
    String output = "";

    ListImages(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() {
      Outputs.require(output, "json", "yaml");
      new ImageCommands(root.rootDir, console).list(output);
      return 0;
    }
  }

  /** {@code images prune}. */
  @Command(
      name = "prune",
      description = "Remove the images that no pod of this node uses, and what is left of others")
  static final class Prune implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    Prune(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      new ImageCommands(root.rootDir, console).prune();
      return 0;
    }
  }

  /** {@code images remove}. */
  @Command(name = "remove", description = "Remove images from this node")
  static final class Remove implements Callable<Integer> {
    private final Console console;

    @Mixin RootFlag root = new RootFlag();

    @Parameters(paramLabel = "IMAGE...", arity = "1..*", description = "image references")
    List<String> images = List.of();

    Remove(Console console) {
      this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
      new ImageCommands(root.rootDir, console).remove(images);
      return 0;
    }
  }
}
