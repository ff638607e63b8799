package dev.keelson.cli.command;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In which namespace a pod is. */
final class NamespaceFlag {
  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "string",
      description = "The pod's namespace. (default whichever has it)")
  @Nullable String namespace;

  Optional<String> namespace() {
    return Optional.ofNullable(namespace);
  }
}
