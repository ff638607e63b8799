package dev.keelson.runtime.image.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.image.Descriptor;
import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.Documents;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageSource;
import dev.keelson.runtime.image.tar.Decompression;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code docker save} wrote for long, and many build tools still do: {@code manifest.json}
 * with a configuration and layers for each image, but no manifest in the sense of a registry. One
 * is made up from what is there, the same each time.
 */
final class DockerArchive {
  static final String MANIFEST = "manifest.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final ArchiveFiles files;

  DockerArchive(ArchiveFiles files) {
    this.files = files;
  }

  static boolean isIn(ArchiveFiles files) {
    return files.has(MANIFEST);
  }

  List<ArchiveImage> images() throws IOException {
    List<ArchiveImage> images = new ArrayList<>();
    for (JsonNode image : ArchiveDocuments.tree(files, MANIFEST)) {
      List<ImageReference> names =
          Documents.strings(image.path("RepoTags")).stream()
              .map(name -> ArchiveDocuments.reference(files, name))
              .toList();
      if (names.isEmpty()) {
        throw new ImageException(
            "Archive "
                + files.path()
                + " does not name the image "
                + image.path("Config").asText()
                + "; save it by its name and tag.");
      }
      images.add(image(names, image));
    }
    return images;
  }

  private ArchiveImage image(List<ImageReference> names, JsonNode image) throws IOException {
    String configName = image.path("Config").asText("");
    byte[] config = ArchiveDocuments.content(files, configName);
    Map<Digest, String> blobs = new HashMap<>();
    blobs.put(Digest.of(config), configName);
    List<String> layerNames = Documents.strings(image.path("Layers"));
    List<String> diffIds =
        Documents.strings(
            Documents.tree(config, configName + " of archive " + files.path())
                .path("rootfs")
                .path("diff_ids"));
    ObjectNode manifest = JSON.createObjectNode();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", "application/vnd.oci.image.manifest.v1+json");
    describe(manifest.putObject("config"), "config.v1+json", Digest.of(config), config.length);
    ArrayNode layers = manifest.putArray("layers");
    for (int i = 0; i < layerNames.size(); i++) {
      String name = layerNames.get(i);
      Layer layer = layer(name, i < diffIds.size() ? diffIds.get(i) : "");
      blobs.put(layer.digest(), name);
      describe(layers.addObject(), layer.mediaType(), layer.digest(), files.size(name));
    }
    byte[] content = JSON.writeValueAsBytes(manifest);
    Digest digest = Digest.of(content);
    return new ArchiveImage(
        names, Descriptor.of(digest), new Blobs(files, digest, content, Map.copyOf(blobs)));
  }

  private record Layer(Digest digest, String mediaType) {}

  /**
   * An uncompressed layer's digest is in the configuration; a compressed one's must be computed.
   */
  private Layer layer(String name, String diffId) throws IOException {
    try (InputStream in = files.open(name).orElseThrow(() -> missing(name))) {
      Decompression.Detected detected = Decompression.detect(in);
      return switch (detected.compression()) {
        case NONE -> new Layer(Digest.parse(diffId), "layer.v1.tar");
        case GZIP -> new Layer(digest(detected.raw()), "layer.v1.tar+gzip");
        case ZSTD -> new Layer(digest(detected.raw()), "layer.v1.tar+zstd");
      };
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          "Archive " + files.path() + ": layer " + name + " has no digest: " + e.getMessage() + ".",
          e);
    }
  }

  private static Digest digest(InputStream in) throws IOException {
    MessageDigest computation = Digest.sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), computation)) {
      in.transferTo(out);
    }
    return Digest.finish(computation);
  }

  private static void describe(ObjectNode node, String mediaType, Digest digest, long size) {
    node.put("mediaType", "application/vnd.oci.image." + mediaType);
    node.put("digest", digest.toString());
    node.put("size", size);
  }

  private ImageException missing(String name) {
    return new ImageException(
        "Archive " + files.path() + " has no " + name + "; it is incomplete: get it again.");
  }

  /** The made-up manifest, and the archive's files under their digests. */
  private static final class Blobs implements ImageSource {
    private final ArchiveFiles files;
    private final Digest manifest;
    private final byte[] content;
    private final Map<Digest, String> names;

    Blobs(ArchiveFiles files, Digest manifest, byte[] content, Map<Digest, String> names) {
      this.files = files;
      this.manifest = manifest;
      this.content = content;
      this.names = names;
    }

    @Override
    public String description() {
      return "archive " + files.path();
    }

    @Override
    public InputStream open(Descriptor blob) throws IOException {
      if (blob.digest().equals(manifest)) {
        return new ByteArrayInputStream(content);
      }
      String name = names.getOrDefault(blob.digest(), blob.digest().toString());
      return files
          .open(name)
          .orElseThrow(
              () -> new ImageException("Archive " + files.path() + " has no " + name + "."));
    }
  }
}
