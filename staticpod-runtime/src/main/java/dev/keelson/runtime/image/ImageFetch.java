package dev.keelson.runtime.image;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings one image's blobs from a source and unpacks its layers, some fetched while one unpacks.
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
        for (Descriptor layer : contents.manifest().layers()) {
          fetched.add(
              threads.submit(() -> {
                blobs.fetch(layer, source, progress);
                return layer;
              }));
        }
        unpack(image, contents, fetched, progress);
      } finally {
        threads.shutdownNow();
      }
    }
    return manifest;
  }

  /** Unpacks each layer once it is there; the lower ones first, for the upper ones look at them. */
  private void unpack(
      String image, ImageContents contents, List<Future<?>> fetched, ImageProgress progress)
      throws IOException, InterruptedException {
    for (int i = 0; i < fetched.size(); i++) {
      await(fetched.get(i));
      Digest chain = contents.chain().get(i);
      if (!layers.has(chain)) {
        Descriptor blob = contents.manifest().layers().get(i);
        layers.unpack(
            new LayerStore.Layer(
                blob,
                blobs.path(blob.digest()),
                contents.configuration().diffIds().get(i),
                chain,
                contents.chain().subList(0, i)),
            image,
            progress);
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
