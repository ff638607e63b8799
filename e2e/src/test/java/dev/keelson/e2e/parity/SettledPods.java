package dev.keelson.e2e.parity;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.e2e.scenario.StaticPods;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.yaml.snakeyaml.Yaml;

/**
 * Manifests of which each says in its annotation {@code settled} what its status is to be when the
 * pod has come to rest: JSON pointers with their values.
 */
final class SettledPods {
  private static final List<String> NAMES =
      List.of(
          "completed",
          "crashing",
          "deadline",
          "failed",
          "hook-fails",
          "image-volume",
          "in-place",
          "init-crashing",
          "init-fails",
          "never-pulled",
          "no-program",
          "not-pulled",
          "out-of-memory",
          "paged",
          "root-refused",
          "running",
          "sidecar",
          "sidecar-ended",
          "unhealthy",
          "unready",
          "volume-not-pulled");

  private final SortedMap<String, String> texts = new TreeMap<>();

  SettledPods() {
    for (String name : NAMES) {
      try {
        texts.put(name, StaticPods.resource("/status/" + name + ".yaml"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The manifests by the pods' names. */
  SortedMap<String, String> texts() {
    return texts;
  }

  /** Whether a pod's status is as its manifest says it is at rest; never for any other pod. */
  boolean hasSettled(String name, JsonNode pod) {
    if (!texts.containsKey(name)) {
      return false;
    }
    for (String wanted : settled(name).split(",", -1)) {
      String[] pointerAndValue = wanted.split("=", -1);
      if (!pod.at(pointerAndValue[0]).asText().equals(pointerAndValue[1])) {
        return false;
      }
    }
    return !ended(pod) || !hasSandbox(pod);
  }

  private static boolean ended(JsonNode pod) {
    return List.of("Succeeded", "Failed").contains(pod.at("/status/phase").asText());
  }

  /** The sandbox of a pod that has ended goes a moment after it. */
  private static boolean hasSandbox(JsonNode pod) {
    for (JsonNode condition : pod.at("/status/conditions")) {
      if (condition.path("type").asText().equals("PodReadyToStartContainers")) {
        return condition.path("status").asText().equals("True");
      }
    }
    return false;
  }

  private String settled(String name) {
    Map<String, Object> manifest = new Yaml().load(texts.get(name));
    Map<String, Object> metadata = Deliberate.mapping(manifest, "metadata");
    return String.valueOf(Deliberate.mapping(metadata, "annotations").get("settled"));
  }
}
