package dev.keelson.bootstrap.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version of Kubernetes, {@code v1.37.1} or {@code v1.38.0-rc.0}; ordered by major, minor and
 * patch, a pre-release before its release.
 */
public record KubernetesVersion(int major, int minor, int patch, String preRelease)
    implements Comparable<KubernetesVersion> {
  private static final Pattern SYNTAX =
      Pattern.compile(
          "v?(\\d{1,4})\\.(\\d{1,4})\\.(\\d{1,4})(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

  /** The version of {@code text}, with or without the leading v; empty when it is none. */
  public static Optional<KubernetesVersion> parse(String text) {
    var m = SYNTAX.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new KubernetesVersion(
            Integer.parseInt(m.group(1)),
            Integer.parseInt(m.group(2)),
            Integer.parseInt(m.group(3)),
            m.group(4) == null ? "" : m.group(4)));
  }

  @Override
  public int compareTo(KubernetesVersion other) {
    int c = Integer.compare(major, other.major);
    c = c != 0 ? c : Integer.compare(minor, other.minor);
    c = c != 0 ? c : Integer.compare(patch, other.patch);
    if (c != 0 || preRelease.equals(other.preRelease)) {
      return c;
    }
    return preRelease.isEmpty()
        ? 1
        : other.preRelease.isEmpty() ? -1 : preRelease.compareTo(other.preRelease);
  }

  /** With the leading v, as image tags have it. */
  @Override
  public String toString() {
    return "v" + major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + preRelease);
  }
}
