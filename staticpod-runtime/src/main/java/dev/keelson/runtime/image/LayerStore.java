package dev.keelson.runtime.image;

import dev.keelson.runtime.image.layer.LayerContents;
import dev.keelson.runtime.image.layer.LayerException;
import dev.keelson.runtime.image.layer.LayerUnpacker;
import dev.keelson.runtime.image.tar.Decompression;
import dev.keelson.runtime.image.tar.TarFormatException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Unpacked layers by their chain: those of the store, and those one addition has staged. */
final class LayerStore {
  static final String FILES = "fs";
  private final StoreLayout layout;
  private final Path staged;
  private final LayerUnpacker unpacker;

  LayerStore(StoreLayout layout, Path staged, LayerUnpacker unpacker) {
    this.layout = layout;
    this.staged = staged;
    this.unpacker = unpacker;
  }

  /**
   * The chain ids of layers with these uncompressed digests, as the OCI image specification defines
   * them. A layer is unpacked for the layers below it, because the directories it only goes through
   * take their modes from there.
   */
  static List<Digest> chain(List<Digest> diffIds) {
    List<Digest> chain = new ArrayList<>();
    for (Digest diffId : diffIds) {
      chain.add(
          chain.isEmpty()
              ? diffId
              : Digest.of((chain.getLast() + " " + diffId).getBytes(StandardCharsets.US_ASCII)));
    }
    return chain;
  }

  Path path(Digest chain) {
    Path fresh = staged.resolve(chain.hex());
    return Files.exists(fresh, LinkOption.NOFOLLOW_LINKS) ? fresh : layout.layer(chain);
  }

  boolean has(Digest chain) {
    return Files.exists(path(chain), LinkOption.NOFOLLOW_LINKS);
  }

  /** One layer of an image, with the chain ids below it, lowest first. */
  record Layer(Descriptor blob, Digest diffId, Digest chain, List<Digest> below) {}

  /** Unpacks a blob, checking that its content is the one the configuration promises. */
  void unpack(Layer layer, Path blob, String image, ImageProgress progress) throws IOException {
    Path directory = Files.createTempDirectory(staged, "layer-");
    Path files = Files.createDirectory(directory.resolve(FILES));
    long size = Files.size(blob);
    try (InputStream raw =
            new CountedStream(
                Files.newInputStream(blob),
                read ->
                    progress.advanced(
                        layer.blob().digest(), ImageProgress.Step.UNPACK, read, size + 1));
        DigestedStream tar = open(layer, raw)) {
      LayerContents contents =
          unpacker.unpack(
              tar, files, layer.below().stream().map(c -> path(c).resolve(FILES)).toList());
      tar.finish(layer.diffId());
      contents.write(files);
    } catch (TarFormatException | LayerException e) {
      throw new ImageException(
          "Layer " + layer.blob().digest() + " of " + image + ": " + e.getMessage() + ".", e);
    }
    Files.move(directory, staged.resolve(layer.chain().hex()));
    progress.advanced(layer.blob().digest(), ImageProgress.Step.UNPACK, size, size);
  }

  private static DigestedStream open(Layer layer, InputStream raw) throws IOException {
    Decompression.Detected detected = Decompression.detect(raw);
    boolean checked = layer.blob().digest().equals(layer.diffId());
    return new DigestedStream(new BufferedInputStream(detected.open(), 1 << 16), !checked);
  }
}
