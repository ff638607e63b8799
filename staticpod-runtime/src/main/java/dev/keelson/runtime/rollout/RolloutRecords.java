package dev.keelson.runtime.rollout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.linux.DurableFiles;
import dev.keelson.runtime.manifest.InvalidManifestException;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.PodManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file for each pod of which something was decided, with mode 0600: manifests may hold secrets.
 * A file that cannot be written or read costs the memory of a decision and nothing else, so it is
 * said and gone on. Safe for any thread, one pod's file from one at a time.
 */
public final class RolloutRecords {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutRecords.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String BEFORE = "before";
  private static final String SUCCESSOR = "successor";
  private static final String REJECTED = "rejected";

  private final Path directory;

  /**
   * @param directory such as {@code /var/lib/keelson/rollouts}; made when it is needed
   */
  public RolloutRecords(Path directory) {
    this.directory = directory;
  }

  /** Takes away what one that was killed had not brought to its end. To be called before others. */
  public void recover() throws IOException {
    DurableFiles.removeUnfinished(directory);
  }

  /** What was decided last of the pod with that full name; empty when nothing is to be known. */
  public Optional<RolloutRecord> read(String fullName) {
    Path file = file(fullName);
    try {
      JsonNode kept = JSON.readTree(Files.readAllBytes(file));
      PodManifest before = pod(kept.path(BEFORE));
      PodManifest successor = pod(kept.path(SUCCESSOR));
      return Optional.of(
          kept.hasNonNull(REJECTED)
              ? new Rejection(before, successor, kept.path(REJECTED).asText())
              : new RolloutRecord.Trial(before, successor));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException | InvalidManifestException e) {
      LOG.warn(
          "what was decided of pod {} is not known any more: {}: {}", fullName, file, e.toString());
      return Optional.empty();
    }
  }

  /** Keeps it in place of what was decided of the same pod before. */
  public void write(RolloutRecord decided) {
    ObjectNode kept = JSON.createObjectNode();
    kept.set(BEFORE, node(decided.before()));
    kept.set(SUCCESSOR, node(decided.successor()));
    if (decided instanceof Rejection rejection) {
      kept.put(REJECTED, rejection.why());
    }
    Path file = file(decided.before().fullName());
    try {
      DurableFiles.makeDirectories(directory);
      DurableFiles.write(file, JSON.writeValueAsBytes(kept));
    } catch (IOException e) {
      LOG.warn("writing {}: {}; another runtime will not know it", file, e.toString());
    }
  }

  /** Nothing is to be known of the pod with that full name any more. */
  public void forget(String fullName) {
    Path file = file(fullName);
    try {
      DurableFiles.delete(file);
    } catch (IOException e) {
      LOG.warn("removing {}: {}", file, e.toString());
    }
  }

  private Path file(String fullName) {
    return directory.resolve(fullName.replace('/', '_') + ".json");
  }

  private static ObjectNode node(PodManifest pod) {
    ObjectNode node = JSON.createObjectNode();
    node.put("source", pod.source()).put("revision", pod.revision());
    node.set("pod", pod.document());
    return node;
  }

  private static PodManifest pod(JsonNode node) {
    return ManifestParser.restore(
        node.path("pod").toString(), node.path("source").asText(), node.path("revision").asText());
  }
}
