package dev.keelson.runtime.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The names of the store, as a value that is read and replaced whole. */
record NameTable(List<Entry> entries) {
  private static final ObjectMapper JSON = new ObjectMapper();

  NameTable {
    entries = entries.stream().sorted(Comparator.comparing(e -> e.name().toString())).toList();
  }

  /**
   * One name.
   *
   * @param name with a tag, or with a digest where it was asked for by digest alone
   * @param target digest of what the name stands for where it came from, an index or a manifest
   * @param manifest digest of this platform's manifest
   */
  record Entry(ImageReference name, Digest target, Digest manifest) {
    boolean answers(ImageReference asked) {
      if (asked.digest().isEmpty()) {
        return name.equals(asked);
      }
      boolean sameRepository =
          name.registry().equals(asked.registry()) && name.repository().equals(asked.repository());
      Digest digest = Digest.parse(asked.digest());
      return sameRepository && (target.equals(digest) || manifest.equals(digest));
    }
  }

  static NameTable load(Path file) throws IOException {
    byte[] content;
    try {
      content = Files.readAllBytes(file);
    } catch (NoSuchFileException _) {
      return new NameTable(List.of());
    }
    List<Entry> entries = new ArrayList<>();
    for (JsonNode image : Documents.tree(content, file.toString()).path("images")) {
      entries.add(
          new Entry(
              ImageReference.parse(image.path("name").asText()),
              Digest.parse(image.path("target").asText()),
              Digest.parse(image.path("manifest").asText())));
    }
    return new NameTable(entries);
  }

  /** Writes it; for who holds the lock on the names. */
  void save(Path file) throws IOException {
    DurableFiles.removeUnfinished(file.resolveSibling(""));
    ObjectNode tree = JSON.createObjectNode();
    ArrayNode images = tree.putArray("images");
    for (Entry entry : entries) {
      images
          .addObject()
          .put("name", entry.name().toString())
          .put("target", entry.target().toString())
          .put("manifest", entry.manifest().toString());
    }
    DurableFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree));
  }

  Optional<Entry> find(ImageReference asked) {
    return entries.stream().filter(entry -> entry.answers(asked)).findFirst();
  }

  /** The names of one manifest. */
  List<ImageReference> namesOf(Digest manifest) {
    return entries.stream().filter(e -> e.manifest().equals(manifest)).map(Entry::name).toList();
  }

  /** The manifests that have a name, each once. */
  List<Digest> manifests() {
    return entries.stream().map(Entry::manifest).distinct().toList();
  }

  NameTable with(Collection<Entry> added) {
    List<Entry> all = new ArrayList<>(added);
    entries.stream()
        .filter(old -> added.stream().noneMatch(a -> a.name().equals(old.name())))
        .forEach(all::add);
    return new NameTable(all);
  }

  NameTable without(ImageReference asked) {
    return new NameTable(entries.stream().filter(entry -> !entry.answers(asked)).toList());
  }
}
