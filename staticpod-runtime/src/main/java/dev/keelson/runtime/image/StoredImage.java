package dev.keelson.runtime.image;

import java.nio.file.Path;
import java.util.List;

/**
 * An image of the store, ready to run.
 *
 * @param id digest of its configuration, {@code sha256:...}
 * @param manifest digest of its manifest on this platform
 * @param names all names it has in the store
 * @param layerDirs unpacked layers, lowest first
 * @param overlayReady whether {@code layerDirs} may be lower directories of an overlayfs; where
 *     not, {@link dev.keelson.runtime.image.layer.LayerStack} copies them
 * @param size bytes of its unpacked files
 */
public record StoredImage(
    String id,
    Digest manifest,
    List<ImageReference> names,
    ImageConfig config,
    List<Path> layerDirs,
    boolean overlayReady,
    long size) {
  public StoredImage {
    names = List.copyOf(names);
    layerDirs = List.copyOf(layerDirs);
  }
}
