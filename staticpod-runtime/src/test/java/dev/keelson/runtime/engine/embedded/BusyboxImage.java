package dev.keelson.runtime.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.local.Images;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An image made of Debian's busybox, as an OCI layout. */
final class BusyboxImage {
  static final String NAME = "localhost/contract/busybox:1";
  private static final Path BUSYBOX = Path.of("/bin/busybox");
  private static final List<String> APPLETS =
      List.of(
          "sh",
          "sleep",
          "pidof",
          "grep",
          "cat",
          "true",
          "id",
          "ls",
          "head",
          "tail",
          "dd",
          "mount",
          "hostname",
          "env",
          "kill",
          "touch",
          "ip",
          "ps",
          "unshare",
          "mkdir");

  private BusyboxImage() {}

  /** Adds it to the store. */
  static void addTo(Images images, Path scratch) throws IOException, InterruptedException {
    if (!Files.exists(BUSYBOX)) {
      throw new AssertionError(BUSYBOX + " is missing: apt-get install busybox-static");
    }
    Path layout = scratch.resolve("busybox-image");
    Files.createDirectories(layout.resolve("blobs/sha256"));
    String layer = blob(layout, layer());
    String config = blob(layout, utf8(config(layer)));
    byte[] manifest = utf8(manifest(layout, layer, config));
    String digest = blob(layout, manifest);
    Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
    Files.write(layout.resolve("index.json"), utf8(index(digest, manifest.length)));
    images.importArchive(layout, ImageProgress.SILENT);
  }

  private static byte[] layer() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      for (String directory : List.of("bin/", "etc/", "proc/", "sys/", "dev/", "tmp/")) {
        TarArchiveEntry entry = new TarArchiveEntry(directory);
        entry.setMode(directory.equals("tmp/") ? 01777 : 0755);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
      }
      file(tar, "bin/busybox", Files.readAllBytes(BUSYBOX), 0755);
      file(
          tar, "etc/passwd", utf8("root:x:0:0::/root:/bin/sh\nweb:x:1234:1235::/:/bin/sh\n"), 0644);
      file(tar, "etc/group", utf8("root:x:0:\nweb:x:1235:\nextra:x:77:web\n"), 0644);
      for (String applet : APPLETS) {
        TarArchiveEntry link = new TarArchiveEntry("bin/" + applet, TarConstants.LF_SYMLINK);
        link.setLinkName("busybox");
        tar.putArchiveEntry(link);
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] content, int mode)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(content.length);
    entry.setMode(mode);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static String config(String layer) {
    return json(
        """
        {"architecture":"%s","os":"linux",
         "config":{"Env":["PATH=/bin","FROM_IMAGE=yes"],"Cmd":["sh"]},
         "rootfs":{"type":"layers","diff_ids":["%s"]}}
        """
            .formatted(architecture(), layer));
  }

  private static String manifest(Path layout, String layer, String config) throws IOException {
    return json(
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json",
                   "digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar",
                    "digest":"%s","size":%d}]}
        """
            .formatted(
                config, Files.size(path(layout, config)), layer, Files.size(path(layout, layer))));
  }

  private static String index(String manifest, int size) {
    return json(
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json",
         "manifests":[{"mediaType":"application/vnd.oci.image.manifest.v1+json",
           "digest":"%s","size":%d,"platform":{"os":"linux","architecture":"%s"},
           "annotations":{"org.opencontainers.image.ref.name":"%s"}}]}
        """
            .formatted(manifest, size, architecture(), NAME));
  }

  private static String json(String text) {
    try {
      JsonNode node = new ObjectMapper().readTree(text);
      return node.toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String architecture() {
    return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
  }

  private static String blob(Path layout, byte[] content) throws IOException {
    String digest = "sha256:" + HexFormat.of().formatHex(sha256(content));
    Files.write(path(layout, digest), content);
    return digest;
  }

  private static Path path(Path layout, String digest) {
    return layout.resolve("blobs").resolve(digest.replace(':', '/'));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
