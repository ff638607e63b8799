package dev.keelson.runtime.image.testkit;

import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.Platform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** An image as its blobs: layers, configuration, manifest. */
public final class TestImage {
  private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
  private final List<byte[]> layers;
  private final byte[] config;
  private final byte[] manifest;

  private TestImage(Platform platform, List<byte[]> layers, boolean gzip) {
    this.layers = layers;
    this.config = config(platform, layers);
    List<String> descriptors = new ArrayList<>();
    for (byte[] layer : layers) {
      byte[] blob = gzip ? gzip(layer) : layer;
      descriptors.add(
          descriptor("application/vnd.oci.image.layer.v1.tar" + (gzip ? "+gzip" : ""), blob));
      blobs.put(Digest.of(blob), blob);
    }
    blobs.put(Digest.of(config), config);
    this.manifest =
        utf8(
            """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
            "config":%s,"layers":[%s]}\
            """
                .formatted(
                    descriptor("application/vnd.oci.image.config.v1+json", config),
                    String.join(",", descriptors)));
    blobs.put(Digest.of(manifest), manifest);
  }

  /** For this machine, layers not compressed. */
  public static TestImage plain(byte[]... layers) {
    return new TestImage(Platform.current(), List.of(layers), false);
  }

  /** For this machine, layers compressed with gzip. */
  public static TestImage gzipped(byte[]... layers) {
    return new TestImage(Platform.current(), List.of(layers), true);
  }

  /** For another machine. */
  public static TestImage foreign(Platform platform, byte[]... layers) {
    return new TestImage(platform, List.of(layers), true);
  }

  /** An image of one layer with one file, different for each content. */
  public static TestImage small(String content) {
    return gzipped(new LayerTar().file("etc/content", content).bytes());
  }

  public Map<Digest, byte[]> blobs() {
    return blobs;
  }

  public byte[] config() {
    return config.clone();
  }

  public byte[] manifest() {
    return manifest.clone();
  }

  public Digest digest() {
    return Digest.of(manifest);
  }

  public String id() {
    return Digest.of(config).toString();
  }

  /** The uncompressed layers. */
  public List<byte[]> layers() {
    return layers;
  }

  /** Digest of a layer's blob as the manifest has it. */
  public Digest layerBlob(int index) {
    return blobs.keySet().stream().skip(index).findFirst().orElseThrow();
  }

  public static String descriptor(String mediaType, byte[] content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}"
        .formatted(mediaType, Digest.of(content), content.length);
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] config(Platform platform, List<byte[]> layers) {
    List<String> diffIds = layers.stream().map(l -> "\"" + Digest.of(l) + "\"").toList();
    return utf8(
        """
        {"os":"%s","architecture":"%s",
        "config":{"Entrypoint":["/bin/app"],"Cmd":["--serve"],"Env":["PATH=/bin","A=b"],
        "WorkingDir":"/work","User":"65532","StopSignal":"SIGQUIT","Volumes":{"/data":{}},
        "Labels":{"k":"v"}},
        "rootfs":{"type":"layers","diff_ids":[%s]}}\
        """
            .formatted(platform.os(), platform.architecture(), String.join(",", diffIds)));
  }
}
