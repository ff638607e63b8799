package dev.keelson.bootstrap.revision;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * What is known of a revision before its parts are.
 *
 * @param number from 1
 * @param command what the user typed, such as {@code keelson init}; never a secret
 * @param nodeName of the node it is for
 * @param parts the names of the parts it closes with, in the order they are rolled out
 * @param podData what its pods will write and nobody else: trees that reset removes
 */
public record RevisionHeader(
    int number,
    Instant created,
    String command,
    String nodeName,
    List<String> parts,
    List<Path> podData) {
  public RevisionHeader {
    parts = List.copyOf(parts);
    podData = List.copyOf(podData);
  }
}
