package dev.keelson.runtime.image;

import dev.keelson.runtime.image.LayerStore.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings one image's documents and layers from a source, some layers fetched while one unpacks. Of
 * a layer only its files are kept: nothing asks for its blob again.
 */
final class ImageFetch {
  private static final int PARALLEL = 3;
  private final BlobStore blobs;
  private final LayerStore layers;

  ImageFetch(BlobStore blobs, LayerStore layers) {
    this.blobs = blobs;
    this.layers = layers;
  }

  /** Returns the digest of this platform's manifest. */
  Digest fetch(String image, Descriptor target, ImageSource source, ImageProgress progress)
      throws IOException, InterruptedException {
    Digest manifest = new ManifestChoice(blobs, image, source).of(target);
    ImageContents contents = ImageContents.read(blobs, manifest);
    try (ExecutorService threads = threads()) {
      try {
        List<Future<?>> fetched = new ArrayList<>();
        for (Layer layer : layers(contents)) {
          fetched.add(threads.submit(() -> bring(layer, source, progress)));
        }
        unpack(image, contents, fetched, progress);
      } finally {
        threads.shutdownNow();
      }
    }
    return manifest;
  }

  private List<Layer> layers(ImageContents contents) {
    List<Layer> all = new ArrayList<>();
    for (int i = 0; i < contents.chain().size(); i++) {
      Descriptor blob = contents.manifest().layers().get(i);
      all.add(
          new Layer(
              blob,
              contents.configuration().diffIds().get(i),
              contents.chain().get(i),
              contents.chain().subList(0, i)));
    }
    return all;
  }

  /** The blob of a layer that is not unpacked yet. */
  private Void bring(Layer layer, ImageSource source, ImageProgress progress)
      throws IOException, InterruptedException {
    if (layers.has(layer.chain())) {
      long size = Math.max(layer.blob().size(), 0);
      progress.advanced(layer.blob().digest(), ImageProgress.Step.PRESENT, size, size);
    } else {
      blobs.fetch(layer.blob(), source, progress);
    }
    return null;
  }

  /**
   * Unpacks each layer once it is there; the lower ones first, for the upper ones look at them. Its
   * blob has no use then, unless another layer is the same blob.
   */
  private void unpack(
      String image, ImageContents contents, List<Future<?>> fetched, ImageProgress progress)
      throws IOException, InterruptedException {
    List<Layer> all = layers(contents);
    for (int i = 0; i < fetched.size(); i++) {
      await(fetched.get(i));
      Layer layer = all.get(i);
      Digest blob = layer.blob().digest();
      if (!layers.has(layer.chain())) {
        layers.unpack(layer, blobs.path(blob), image, progress);
      }
      if (all.subList(i + 1, all.size()).stream().noneMatch(l -> l.blob().digest().equals(blob))) {
        blobs.discard(blob);
      }
    }
  }

  private static void await(Future<?> fetched) throws IOException, InterruptedException {
    try {
      fetched.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static ExecutorService threads() {
    return Executors.newFixedThreadPool(
        PARALLEL, Thread.ofPlatform().name("image-fetch-", 0).daemon().factory());
  }
}
