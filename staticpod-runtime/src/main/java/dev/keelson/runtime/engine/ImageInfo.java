package dev.keelson.runtime.engine;

/**
 * An image that is present.
 *
 * @param id its content's digest, {@code sha256:...}
 * @param user the image's own user as written there, empty for root
 */
public record ImageInfo(String id, String user, long sizeBytes) {}
