package dev.keelson.runtime.image;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the JSON documents images are described by. */
public final class Documents {
  /** The largest document that is read into memory, as large as registries allow manifests. */
  public static final int MAX_BYTES = 4 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  private Documents() {}

  /** What an image's configuration says besides how to run it. */
  record Configuration(Platform platform, List<Digest> diffIds, ImageConfig config) {}

  /**
   * The tree of a document.
   *
   * @param what it is, for the message
   * @throws ImageException when it is no JSON object or array
   */
  public static JsonNode tree(byte[] content, String what) {
    try {
      JsonNode tree = JSON.readTree(content);
      if (tree == null || !tree.isContainerNode()) {
        throw new ImageException(what + " is no JSON document.");
      }
      return tree;
    } catch (JacksonException e) {
      throw new ImageException(what + " is no JSON document: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new ImageException(what + " cannot be read.", e);
    }
  }

  /** Manifest or index, told apart by what is in it, for media types are often missing or wrong. */
  public static ImageDocument image(byte[] content, String what) {
    JsonNode tree = tree(content, what);
    if (tree.path("manifests").isArray()) {
      return new ImageDocument.Index(descriptors(tree.path("manifests"), what));
    }
    if (tree.path("layers").isArray() && tree.path("config").isObject()) {
      return new ImageDocument.Manifest(
          descriptor(tree.path("config"), what), descriptors(tree.path("layers"), what));
    }
    if (tree.path("schemaVersion").asInt() == 1) {
      throw new ImageException(
          what
              + " is of Docker's first schema, which nobody writes any more; build the image anew.");
    }
    throw new ImageException(what + " is neither an image manifest nor an index.");
  }

  /** Platform, layers and way to run of an image's configuration. */
  static Configuration configuration(byte[] content, String what) {
    JsonNode tree = tree(content, what);
    List<Digest> diffIds = new ArrayList<>();
    for (JsonNode diffId : tree.path("rootfs").path("diff_ids")) {
      diffIds.add(digest(diffId, what));
    }
    JsonNode config = tree.path("config");
    return new Configuration(
        new Platform(tree.path("os").asText("linux"), tree.path("architecture").asText("")),
        List.copyOf(diffIds),
        new ImageConfig(
            strings(config.path("Entrypoint")),
            strings(config.path("Cmd")),
            strings(config.path("Env")),
            config.path("WorkingDir").asText(""),
            config.path("User").asText(""),
            config.path("StopSignal").asText(""),
            names(config.path("Volumes")),
            map(config.path("Labels"))));
  }

  /** Strings of an array; empty where it is none. */
  public static List<String> strings(JsonNode array) {
    List<String> strings = new ArrayList<>();
    array.forEach(item -> strings.add(item.asText("")));
    return List.copyOf(strings);
  }

  private static List<Descriptor> descriptors(JsonNode array, String what) {
    List<Descriptor> descriptors = new ArrayList<>();
    array.forEach(item -> descriptors.add(descriptor(item, what)));
    return descriptors;
  }

  private static Descriptor descriptor(JsonNode node, String what) {
    JsonNode platform = node.path("platform");
    return new Descriptor(
        node.path("mediaType").asText(""),
        digest(node.path("digest"), what),
        node.path("size").asLong(-1),
        platform.isObject()
            ? Optional.of(
                new Platform(
                    platform.path("os").asText(""), platform.path("architecture").asText("")))
            : Optional.empty(),
        map(node.path("annotations")));
  }

  private static Digest digest(JsonNode node, String what) {
    try {
      return Digest.parse(node.asText(""));
    } catch (IllegalArgumentException e) {
      throw new ImageException(what + " is damaged: " + e.getMessage() + ".", e);
    }
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static Map<String, String> map(JsonNode object) {
    Map<String, String> map = new LinkedHashMap<>();
    object.properties().forEach(field -> map.put(field.getKey(), field.getValue().asText("")));
    return map;
  }
}
