package dev.keelson.bootstrap.revision;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * A revision as far as it is recorded.
 *
 * @param parts those staged so far, by name, in the order of the header
 */
public record RevisionRecord(RevisionHeader header, SequencedMap<String, PartRecord> parts) {
  public RevisionRecord {
    parts = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(parts));
  }

  /** Its number, from 1. */
  public int number() {
    return header.number();
  }

  /** Whether all its parts are staged. */
  public boolean closed() {
    return parts.keySet().containsAll(header.parts());
  }

  /** That part, where it is staged. */
  public Optional<PartRecord> part(String name) {
    return Optional.ofNullable(parts.get(name));
  }

  /** The files of all staged parts. */
  public Stream<PartRecord.FileRecord> files() {
    return parts.values().stream().flatMap(part -> part.files().stream());
  }

  /** Whether it lists that file as one it brought. */
  public boolean brought(Path path) {
    return files().anyMatch(file -> file.path().equals(path) && !file.found());
  }
}
