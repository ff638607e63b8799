package dev.keelson.runtime.source;

import dev.keelson.runtime.manifest.InvalidManifestException;
import dev.keelson.runtime.manifest.ManifestOrigin;
import dev.keelson.runtime.manifest.PodManifest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes pods of the bytes of one source's manifests. A manifest over which the parsing stumbles in
 * a way nobody thought of is a problem of that manifest's, and of nothing else.
 */
final class PodParser {
  private static final Logger LOG = LoggerFactory.getLogger(PodParser.class);

  private final Grammar grammar;

  /** What manifests mean. */
  @FunctionalInterface
  interface Grammar {
    /** The pods; throws {@link InvalidManifestException} where they are none. */
    List<PodManifest> parse(byte[] bytes, ManifestOrigin origin);
  }

  /** The bytes cannot be used; the message is what is wrong, without where they are from. */
  static final class UnusableException extends Exception {
    private static final long serialVersionUID = 1L;

    private UnusableException(String message, Throwable cause) {
      super(message, cause);
    }

    /** What is wrong, in one sentence. */
    String problem() {
      return String.valueOf(getMessage());
    }
  }

  PodParser(Grammar grammar) {
    this.grammar = grammar;
  }

  /**
   * The pods.
   *
   * @param before those of the last good version: a pod that says the same as before is the one
   *     before, with the time it was first seen
   */
  List<PodManifest> parse(byte[] bytes, ManifestOrigin origin, List<PodManifest> before)
      throws UnusableException {
    try {
      return grammar.parse(bytes, origin).stream()
          .map(pod -> before.stream().filter(old -> old.isSameAs(pod)).findFirst().orElse(pod))
          .toList();
    } catch (InvalidManifestException e) {
      throw new UnusableException(e.summary(), e);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.error("reading the manifest {}", origin.location(), e);
      throw new UnusableException(
          "cannot be read, by a fault of this program's: "
              + e
              + "; report it with the manifest, and write it in another way",
          e);
    }
  }
}
