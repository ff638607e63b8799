package dev.keelson.runtime.network;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.DurableFiles;
import dev.keelson.runtime.linux.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Attachments as libcni caches them below {@code /var/lib/cni/results}, shared with its other
 * users.
 *
 * <p>Unlike libcni it writes one down before the first plugin is called, without a result: whatever
 * a killed process left half done is found and deleted with the very configuration it was made by.
 */
final class ResultCache {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KIND = "cniCacheV1";

  private final Path directory;

  ResultCache(Path directory) {
    this.directory = directory;
  }

  /** An attachment and what its plugins answered; empty while they had not all done so. */
  record Entry(Attachment attachment, Optional<ObjectNode> result) {}

  /** Writes down what is about to be made; it outlives a power cut. */
  void announce(Attachment attachment) throws IOException {
    PrivateFiles.directory(directory);
    DurableFiles.write(file(attachment), bytes(attachment, Optional.empty()));
  }

  /** Writes down what was made. */
  void keep(Attachment attachment, ObjectNode result) throws IOException {
    PrivateFiles.replace(file(attachment), bytes(attachment, Optional.of(result)));
  }

  void forget(Attachment attachment) throws IOException {
    PrivateFiles.remove(file(attachment));
  }

  /** The attachments of a sandbox. */
  List<Entry> of(String sandbox) throws IOException {
    return entries("-" + sandbox + "-");
  }

  /**
   * The sandboxes with attachments whose namespaces are pinned below that directory. Asked at the
   * start: what was only about to be announced is removed, for no plugin was called for it.
   */
  List<String> sandboxesBelow(Path directory) throws IOException {
    DurableFiles.removeUnfinished(this.directory);
    return entries("").stream()
        .map(Entry::attachment)
        .filter(a -> Path.of(a.namespace()).startsWith(directory))
        .map(Attachment::sandbox)
        .distinct()
        .toList();
  }

  private List<Entry> entries(String part) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    try (var files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.getFileName().toString().contains(part)).toList()) {
        read(file).ifPresent(entries::add);
      }
    }
    return entries;
  }

  /** What is not an entry is none of ours: libcni and we write entries as a whole. */
  private static Optional<Entry> read(Path file) throws IOException {
    try {
      JsonNode kept = JSON.readTree(Files.readAllBytes(file));
      return kept.path("kind").asText().equals(KIND)
          ? Optional.of(entry(kept, file.toString()))
          : Optional.empty();
    } catch (NoSuchFileException | JsonProcessingException | NetworkException _) {
      return Optional.empty();
    }
  }

  private static Entry entry(JsonNode kept, String source) throws IOException {
    String config = new String(kept.path("config").binaryValue(), StandardCharsets.UTF_8);
    Attachment attachment =
        new Attachment(
            NetworkConfig.parse(config, source),
            kept.path("containerId").asText(),
            kept.path("netns").asText(),
            kept.path("ifName").asText(),
            Attachment.arguments(kept.path("cniArgs")),
            kept.path("capabilityArgs") instanceof ObjectNode o ? o : JSON.createObjectNode());
    return new Entry(
        attachment,
        kept.path("result") instanceof ObjectNode result ? Optional.of(result) : Optional.empty());
  }

  private Path file(Attachment attachment) {
    return directory.resolve(
        attachment.network().name()
            + "-"
            + attachment.sandbox()
            + "-"
            + attachment.interfaceName());
  }

  private static byte[] bytes(Attachment attachment, Optional<ObjectNode> result)
      throws IOException {
    ObjectNode node = JSON.createObjectNode();
    byte[] config = attachment.network().text().getBytes(StandardCharsets.UTF_8);
    node.put("kind", KIND);
    node.put("containerId", attachment.sandbox());
    node.put("config", Base64.getEncoder().encodeToString(config));
    node.put("ifName", attachment.interfaceName());
    node.put("networkName", attachment.network().name());
    node.put("netns", attachment.namespace());
    node.set("cniArgs", attachment.argumentPairs());
    node.set("capabilityArgs", attachment.capabilities());
    result.ifPresent(r -> node.set("result", r));
    return JSON.writeValueAsBytes(node);
  }
}
