package dev.keelson.runtime.image.testkit;

import dev.keelson.runtime.image.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes images as the archives tools exchange. */
public final class Archives {
  private static final String NAME = "io.containerd.image.name";

  private Archives() {}

  /** An OCI image layout in a directory, each image under its name. */
  public static Path layout(Path directory, Map<String, TestImage> images) throws IOException {
    List<String> manifests = new ArrayList<>();
    for (Map.Entry<String, TestImage> image : images.entrySet()) {
      blobs(directory, image.getValue());
      manifests.add(
          annotated(
              "application/vnd.oci.image.manifest.v1+json",
              image.getValue().manifest(),
              "\"" + NAME + "\":\"" + image.getKey() + "\""));
    }
    index(directory, manifests);
    return directory;
  }

  /** Puts an image's blobs into a layout. */
  public static void blobs(Path directory, TestImage image) throws IOException {
    Path blobs = Files.createDirectories(directory.resolve("blobs/sha256"));
    for (Map.Entry<Digest, byte[]> blob : image.blobs().entrySet()) {
      Files.write(blobs.resolve(blob.getKey().hex()), blob.getValue());
    }
  }

  /** Writes a layout's index of descriptors. */
  public static void index(Path directory, List<String> manifests) throws IOException {
    Files.writeString(directory.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.writeString(
        directory.resolve("index.json"),
        "{\"schemaVersion\":2,\"manifests\":[" + String.join(",", manifests) + "]}");
  }

  public static String annotated(String mediaType, byte[] content, String annotations) {
    String descriptor = TestImage.descriptor(mediaType, content);
    return descriptor.substring(0, descriptor.length() - 1)
        + ",\"annotations\":{"
        + annotations
        + "}}";
  }

  /** The files of a directory as a tar archive, sorted by name. */
  public static byte[] tar(Path directory) throws IOException {
    LayerTar tar = new LayerTar();
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        tar.file(directory.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return tar.bytes();
  }

  /** What {@code docker save} wrote before it wrote layouts. */
  public static byte[] docker(Map<String, TestImage> images, boolean gzipLayers) {
    LayerTar tar = new LayerTar();
    List<String> entries = new ArrayList<>();
    images.forEach((name, image) -> {
      List<String> layers = new ArrayList<>();
      for (byte[] layer : image.layers()) {
        String file = Digest.of(layer).hex() + "/layer.tar";
        tar.file(file, gzipLayers ? TestImage.gzip(layer) : layer);
        layers.add("\"" + file + "\"");
      }
      String config = Digest.of(image.config()).hex() + ".json";
      tar.file(config, image.config());
      entries.add(
          "{\"Config\":\"%s\",\"RepoTags\":[\"%s\"],\"Layers\":[%s]}"
              .formatted(config, name, String.join(",", layers)));
    });
    tar.file("manifest.json", "[" + String.join(",", entries) + "]");
    return tar.bytes();
  }

  /** Every file below a directory with its size, to see that nothing changed. */
  public static List<String> listing(Path directory) throws IOException {
    List<String> listing = new ArrayList<>();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted().toList()) {
        boolean plain = Files.isRegularFile(file);
        listing.add(directory.relativize(file) + (plain ? " " + Files.size(file) : "/"));
      }
    }
    return listing;
  }
}
