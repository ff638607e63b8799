package dev.keelson.runtime.api;

import java.time.Instant;
import java.util.List;

/**
 * The runtime itself at one instant.
 *
 * @param engine name and version, such as {@code embedded://1.1.5}
 * @param ready every source has been read and the engine answers
 * @param reason why it is not ready; empty when it is
 * @param network why no pod with a network of its own can be run; empty when one can
 * @param manifestProblems one sentence for each manifest that is not taken, with its file
 * @param presence one sentence of what the API server knows of this node
 */
public record RuntimeStatus(
    String version,
    long pid,
    Instant startedAt,
    String nodeName,
    String engine,
    boolean ready,
    String reason,
    String network,
    List<String> manifestProblems,
    String presence) {
  public RuntimeStatus {
    manifestProblems = List.copyOf(manifestProblems);
  }
}
