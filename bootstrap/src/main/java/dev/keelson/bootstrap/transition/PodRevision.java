package dev.keelson.bootstrap.transition;

import dev.keelson.bootstrap.revision.Bytes;
import java.util.Optional;
import java.util.regex.Pattern;

/** The revision of a static pod, as its manifest's annotation says it. */
public final class PodRevision {
  /** The annotation that manifests of keelson carry: the hash of the pod and of all it reads. */
  public static final String ANNOTATION = "keelson.dev/revision";

  // A scalar of one line, which the templates write; reading it takes no YAML parser, whose classes
  // would have to be loaded while the first pod waits.
  private static final Pattern LINE =
      Pattern.compile("(?m)^ +\"?" + Pattern.quote(ANNOTATION) + "\"?: +\"?([0-9a-f]{64})\"? *$");

  private PodRevision() {}

  /** The revision in {@code manifest}; empty in a manifest that is not keelson's. */
  public static Optional<String> of(Bytes manifest) {
    var matcher = LINE.matcher(manifest.utf8());
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
