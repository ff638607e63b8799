package dev.keelson.e2e.component;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images as one tar which is an OCI layout and a docker-archive at once, so that every reader of
 * either takes it. Layers are not compressed: both formats then share them, and importing is a
 * copy.
 */
final class ImageArchive {
  private static final String EPOCH = "1970-01-01T00:00:00Z";
  private static final String PATH =
      "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final String INDEX = "application/vnd.oci.image.index.v1+json";
  private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
  private static final String CONFIG = "application/vnd.oci.image.config.v1+json";
  private static final String LAYER = "application/vnd.oci.image.layer.v1.tar";

  private final Platform platform;
  private final Map<String, Blob> blobs = new TreeMap<>();
  private final List<Object> index = new ArrayList<>();
  private final List<Object> dockerManifest = new ArrayList<>();

  private ImageArchive(Platform platform) {
    this.platform = platform;
  }

  /** Writes these images, made of the binaries of a directory, to a stream. */
  static void write(Platform platform, List<ImageRecipe> images, Path binaries, OutputStream out)
      throws IOException {
    ImageArchive archive = new ImageArchive(platform);
    for (ImageRecipe image : images) {
      archive.add(image, new ImageLayer(image, binaries));
    }
    archive.writeTo(new BufferedOutputStream(out, 1 << 16));
  }

  private record Blob(Digest digest, TarWriter.Content content) {}

  private void add(ImageRecipe image, ImageLayer content) throws IOException {
    Digest layer = blob(Digest.of(content), content);
    Digest config = document(config(image, layer));
    Digest manifest = document(manifest(config, layer));
    index.add(indexEntry(image, manifest));
    dockerManifest.add(
        object(
            "Config", config.blob(),
            "Layers", List.of(layer.blob()),
            "RepoTags", List.of(image.name())));
  }

  private Map<String, Object> config(ImageRecipe image, Digest layer) {
    return object(
        "architecture", platform.architecture(),
        "config",
            object(
                "Entrypoint", List.of(image.entrypoint()),
                "Env", List.of(PATH),
                "WorkingDir", "/"),
        "created", EPOCH,
        "history", List.of(object("created", EPOCH, "created_by", "keelson component builder")),
        "os", "linux",
        "rootfs", object("diff_ids", List.of(layer), "type", "layers"));
  }

  private static Map<String, Object> manifest(Digest config, Digest layer) {
    return object(
        "config",
        descriptor(CONFIG, config),
        "layers",
        List.of(descriptor(LAYER, layer)),
        "mediaType",
        MANIFEST,
        "schemaVersion",
        2);
  }

  private Map<String, Object> indexEntry(ImageRecipe image, Digest manifest) {
    Map<String, Object> entry = descriptor(MANIFEST, manifest);
    entry.put(
        "annotations",
        object(
            "io.containerd.image.name", image.name(),
            "org.opencontainers.image.ref.name", image.tag()));
    entry.put("platform", object("architecture", platform.architecture(), "os", "linux"));
    return entry;
  }

  private static Map<String, Object> descriptor(String mediaType, Digest digest) {
    return object("digest", digest, "mediaType", mediaType, "size", digest.size());
  }

  private Digest document(Object value) {
    byte[] bytes = Json.bytes(value);
    return blob(Digest.of(bytes), out -> out.write(bytes));
  }

  private Digest blob(Digest digest, TarWriter.Content content) {
    blobs.put(digest.blob(), new Blob(digest, content));
    return digest;
  }

  private void writeTo(OutputStream out) throws IOException {
    try (TarWriter tar = new TarWriter(out)) {
      tar.file("oci-layout", 0644, Json.bytes(object("imageLayoutVersion", "1.0.0")));
      tar.file("index.json", 0644, Json.bytes(indexDocument()));
      tar.file("manifest.json", 0644, Json.bytes(dockerManifest));
      tar.directory("blobs", 0755);
      tar.directory("blobs/sha256", 0755);
      for (var blob : blobs.entrySet()) {
        tar.file(blob.getKey(), 0644, blob.getValue().digest().size(), blob.getValue().content());
      }
    }
  }

  private Map<String, Object> indexDocument() {
    return object("manifests", index, "mediaType", INDEX, "schemaVersion", 2);
  }

  /** A JSON object of keys and values in turn; its keys come out sorted. */
  private static Map<String, Object> object(Object... keysAndValues) {
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put(keysAndValues[i].toString(), keysAndValues[i + 1]);
    }
    return map;
  }
}
