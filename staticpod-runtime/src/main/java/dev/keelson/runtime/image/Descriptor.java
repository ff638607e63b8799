package dev.keelson.runtime.image;

import java.util.Map;
import java.util.Optional;

/**
 * What an image's document says of a blob it refers to.
 *
 * @param mediaType empty where it says none
 * @param size in bytes; -1 where it is not known
 * @param platform which machine the manifest behind it is for
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    Optional<Platform> platform,
    Map<String, String> annotations) {
  public Descriptor {
    annotations = Map.copyOf(annotations);
  }

  /** A blob of which only the digest is known. */
  public static Descriptor of(Digest digest) {
    return new Descriptor("", digest, -1, Optional.empty(), Map.of());
  }
}
