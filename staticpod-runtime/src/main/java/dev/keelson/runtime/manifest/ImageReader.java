package dev.keelson.runtime.manifest;

import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.manifest.ContainerSpec.PullPolicy;

/** Reads which image is meant and when it is fetched, of a container or of a volume. */
final class ImageReader {
  private ImageReader() {}

  /** The reference in that field; empty where it is none. */
  static String reference(Fields fields, String field) {
    String image = fields.required(field);
    try {
      if (!image.isEmpty()) {
        ImageReference.parse(image);
      }
    } catch (IllegalArgumentException e) {
      fields.problem(field, String.valueOf(e.getMessage()));
      return "";
    }
    return image;
  }

  /** The policy in that field; without one, {@code latest} is looked for each time. */
  static PullPolicy pullPolicy(Fields fields, String field, String image) {
    boolean latest = !image.isEmpty() && ImageReference.parse(image).tag().equals("latest");
    String fallback = latest ? "Always" : "IfNotPresent";
    return switch (fields.oneOf(field, fallback, "Always", "IfNotPresent", "Never")) {
      case "Always" -> PullPolicy.ALWAYS;
      case "Never" -> PullPolicy.NEVER;
      default -> PullPolicy.IF_NOT_PRESENT;
    };
  }
}
