package dev.keelson.runtime.image;

import java.util.regex.Pattern;

/**
 * The name of an image: repository with its registry, tag, digest. {@code nginx} is {@code
 * docker.io/library/nginx:latest}, as Docker and the kubelet read it.
 *
 * @param registry host, with port where given
 * @param repository path below the registry
 * @param tag empty where only a digest is given
 * @param digest {@code sha256:...}, empty where only a tag is given
 */
public record ImageReference(String registry, String repository, String tag, String digest) {
  private static final Pattern REPOSITORY =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  /**
   * The reference that {@code text} writes.
   *
   * @throws IllegalArgumentException with a sentence when it writes none
   */
  public static ImageReference parse(String text) {
    String rest = text;
    String digest = "";
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = rest.substring(at + 1);
      rest = rest.substring(0, at);
      if (!DIGEST.matcher(digest).matches()) {
        throw new IllegalArgumentException(
            "image reference \""
                + text
                + "\": the digest is not sha256: and 64 hexadecimal digits");
      }
    }
    String tag = "";
    int colon = rest.lastIndexOf(':');
    if (colon > rest.lastIndexOf('/')) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      if (!TAG.matcher(tag).matches()) {
        throw new IllegalArgumentException(
            "image reference \"" + text + "\": \"" + tag + "\" is not a tag");
      }
    }
    String registry = "docker.io";
    int slash = rest.indexOf('/');
    String first = slash < 0 ? "" : rest.substring(0, slash);
    if (slash >= 0
        && (first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost"))) {
      registry = first;
      rest = rest.substring(slash + 1);
    }
    if (!REPOSITORY.matcher(rest).matches()) {
      throw new IllegalArgumentException(
          "image reference \""
              + text
              + "\": \""
              + rest
              + "\" is not a repository name (lower-case letters, digits and . _ - /)");
    }
    if (registry.equals("docker.io") && rest.indexOf('/') < 0) {
      rest = "library/" + rest;
    }
    return new ImageReference(
        registry, rest, tag.isEmpty() && digest.isEmpty() ? "latest" : tag, digest);
  }

  /** The full form: registry, repository, tag, digest. */
  @Override
  public String toString() {
    return registry
        + "/"
        + repository
        + (tag.isEmpty() ? "" : ":" + tag)
        + (digest.isEmpty() ? "" : "@" + digest);
  }
}
