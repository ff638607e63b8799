package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads manifests as the kubelet does: YAML or JSON, a v1 Pod, a List or PodList of them (several
 * documents make several pods), with the API's defaults, the node's name appended and a uid. Unlike
 * the kubelet it is strict: an unknown or doubled field is refused with its line, since a misspelt
 * field silently dropped is the hardest fault to find. What this runtime cannot do yet is refused
 * by name.
 */
public final class ManifestParser {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ManifestParser() {}

  /**
   * The pods that {@code bytes} describe.
   *
   * @throws InvalidManifestException with every problem, each with line and column
   */
  public static List<PodManifest> parse(byte[] bytes, ManifestOrigin origin) {
    var pods = new ArrayList<PodManifest>();
    var problems = new ArrayList<ManifestProblem>();
    for (Document document : new DocumentReader(origin.location()).read(bytes)) {
      for (PodItems.Item item : PodItems.of(document).items()) {
        pod(document.problems(), item, origin).ifPresent(pods::add);
      }
      problems.addAll(document.problems().all());
    }
    if (!problems.isEmpty()) {
      throw new InvalidManifestException(origin.location(), problems);
    }
    return pods;
  }

  private static Optional<PodManifest> pod(
      Problems problems, PodItems.Item item, ManifestOrigin origin) {
    Identity identity = Identity.of(item.root(), origin);
    PodManifest pod =
        new PodReader(problems)
            .read(item.root(), item.path(), origin.location(), identity.revision());
    return problems.isEmpty() ? Optional.of(identity.give(pod, origin)) : Optional.empty();
  }

  /**
   * A pod that was parsed before and kept as JSON: nothing is added to it.
   *
   * @param document the {@link PodManifest#document()}
   * @throws InvalidManifestException when it does not fit this version any more
   */
  public static PodManifest restore(String document, String source, String revision) {
    try {
      if (MAPPER.readTree(document) instanceof ObjectNode root) {
        var problems = new Problems(Map.of());
        PodManifest pod = new PodReader(problems).read(root, "", source, revision);
        problems.throwIfAny(source);
        return pod;
      }
    } catch (JsonProcessingException _) {
      // told below: what was kept is no document
    }
    var problem = new ManifestProblem(new Position(1, 1), "", "the kept pod is not a JSON object");
    throw new InvalidManifestException(source, List.of(problem));
  }
}
