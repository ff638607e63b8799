package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.image.ImageReference;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The images of the in-memory engine: any can be pulled but those it was told to refuse. */
final class MemoryImages {
  private final Map<ImageReference, ImageInfo> present = new ConcurrentHashMap<>();
  private final Map<ImageReference, String> refused = new ConcurrentHashMap<>();

  void add(ImageReference image, String user) {
    present.put(image, new ImageInfo(digest(image), user, 1_000_000));
  }

  void refuse(ImageReference image, String why) {
    present.remove(image);
    refused.put(image, why);
  }

  void allow(ImageReference image) {
    refused.remove(image);
  }

  Optional<ImageInfo> find(ImageReference image) {
    return Optional.ofNullable(present.get(image));
  }

  List<ImageInfo> all() {
    return List.copyOf(new LinkedHashSet<>(present.values()));
  }

  void remove(String id) {
    present.values().removeIf(i -> i.id().equals(id));
  }

  ImageInfo pull(ImageReference image) {
    String why = refused.get(image);
    if (why != null) {
      throw new EngineException("image " + image + " cannot be pulled: " + why);
    }
    return present.computeIfAbsent(image, i -> new ImageInfo(digest(i), "", 1_000_000));
  }

  String require(ImageReference image) {
    return find(image)
        .map(ImageInfo::id)
        .orElseThrow(() -> new EngineException("image " + image + " is not present; pull it"));
  }

  private static String digest(ImageReference image) {
    byte[] name = image.toString().getBytes(StandardCharsets.UTF_8);
    String hex = HexFormat.of().formatHex(name) + "0".repeat(64);
    return "sha256:" + hex.substring(0, 64);
  }
}
