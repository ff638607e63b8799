package dev.keelson.runtime.config;

import dev.keelson.runtime.manifest.Document;
import dev.keelson.runtime.manifest.DocumentReader;
import dev.keelson.runtime.manifest.Fields;
import dev.keelson.runtime.manifest.InvalidManifestException;
import dev.keelson.runtime.manifest.ManifestProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the runtime's documents, YAML or JSON, strictly: an unknown or doubled field or a wrong
 * type is a problem with line and column, and all problems are told at once. A file may hold a
 * {@code RuntimeConfiguration}, a {@code KubeletConfiguration} or both; a later document goes over
 * an earlier one.
 */
public final class RuntimeConfigFile {
  private RuntimeConfigFile() {}

  /**
   * The configuration in that file, over the defaults.
   *
   * @throws InvalidRuntimeConfigException with all that is wrong
   */
  public static RuntimeConfig read(Path file, RuntimePaths paths) {
    RuntimeConfig config = RuntimeConfig.defaults(paths);
    var problems = new ArrayList<String>();
    for (Document document : documents(file)) {
      try {
        config = read(document, config);
        document.problems().throwIfAny(file.toString());
      } catch (InvalidManifestException e) {
        e.problems().stream().map(ManifestProblem::toString).forEach(problems::add);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidRuntimeConfigException(file, problems);
    }
    return config;
  }

  private static List<Document> documents(Path file) {
    try {
      return new DocumentReader(file.toString()).read(Files.readAllBytes(file));
    } catch (InvalidManifestException e) {
      throw new InvalidRuntimeConfigException(
          file, e.problems().stream().map(ManifestProblem::toString).toList());
    } catch (IOException e) {
      throw new InvalidRuntimeConfigException(file, List.of("cannot be read: " + e));
    }
  }

  private static RuntimeConfig read(Document document, RuntimeConfig config) {
    String kind =
        document.root().path("apiVersion").asText() + " " + document.root().path("kind").asText();
    return switch (kind) {
      case RuntimeDocument.API_VERSION + " " + RuntimeDocument.KIND ->
          Fields.read(document, "a RuntimeConfiguration", f -> RuntimeDocument.read(f, config));
      case KubeletDocument.API_VERSION + " " + KubeletDocument.KIND ->
          Fields.read(document, "a KubeletConfiguration", f -> KubeletDocument.read(f, config));
      default ->
          Fields.read(
              document,
              kind,
              f -> {
                document.root().fieldNames().forEachRemaining(f::passes);
                f.problem("kind", unknown(kind));
                return config;
              });
    };
  }

  private static String unknown(String kind) {
    return "\"%s\" is neither %s %s nor %s %s"
        .formatted(
            kind.strip(),
            RuntimeDocument.API_VERSION,
            RuntimeDocument.KIND,
            KubeletDocument.API_VERSION,
            KubeletDocument.KIND);
  }
}
