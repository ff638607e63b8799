package dev.keelson.runtime.image;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Brings one image's blobs from a source and unpacks its layers, some fetched while one unpacks.
 */
final class ImageFetch {
  private static final int PARALLEL = 3;
  private static final int MAX_NESTING = 3;
  private final BlobStore blobs;
  private final LayerStore layers;

  ImageFetch(BlobStore blobs, LayerStore layers) {
    this.blobs = blobs;
    this.layers = layers;
  }

  /** Returns the digest of this platform's manifest. */
  Digest fetch(String image, Descriptor target, ImageSource source, ImageProgress progress)
      throws IOException, InterruptedException {
    Descriptor manifest = choose(image, target, source, 0);
    ImageDocument.Manifest document = manifest(manifest, image);
    blob(document.config(), source, ImageProgress.SILENT);
    ImageContents contents = ImageContents.read(blobs, manifest.digest());
    Platform built = contents.configuration().platform();
    if (!built.equals(Platform.current())) {
      throw wrongPlatform(image, source, built.toString());
    }
    List<Pending> pending = pending(contents);
    try (ExecutorService threads = threads()) {
      try {
        unpackAll(image, start(pending, source, progress, threads), progress);
      } finally {
        threads.shutdownNow();
      }
    }
    return manifest.digest();
  }

  /** Follows indexes to the manifest for this machine. */
  private Descriptor choose(String image, Descriptor target, ImageSource source, int depth)
      throws IOException, InterruptedException {
    blob(target, source, ImageProgress.SILENT);
    ImageDocument document =
        Documents.image(blobs.document(target.digest()), document(target, image));
    return switch (document) {
      case ImageDocument.Manifest _ -> target;
      case ImageDocument.Index index -> {
        Optional<Descriptor> match =
            index.manifests().stream()
                .filter(m -> m.platform().map(Platform.current()::equals).orElse(true))
                .findFirst();
        if (match.isEmpty() || depth == MAX_NESTING) {
          throw wrongPlatform(image, source, platforms(index));
        }
        yield choose(image, match.get(), source, depth + 1);
      }
    };
  }

  private ImageDocument.Manifest manifest(Descriptor target, String image) throws IOException {
    return switch (Documents.image(blobs.document(target.digest()), document(target, image))) {
      case ImageDocument.Manifest manifest -> manifest;
      case ImageDocument.Index _ ->
          throw new ImageException("Image " + image + " has indexes within indexes.");
    };
  }

  /** A layer that is not unpacked yet. */
  private record Pending(Descriptor blob, Digest diffId, Digest chain, List<Digest> below) {}

  /** A layer whose blob is on its way. */
  private record Started(Pending layer, Future<?> fetched) {}

  private List<Pending> pending(ImageContents contents) {
    List<Pending> pending = new ArrayList<>();
    for (int i = 0; i < contents.chain().size(); i++) {
      pending.add(
          new Pending(
              contents.manifest().layers().get(i),
              contents.configuration().diffIds().get(i),
              contents.chain().get(i),
              contents.chain().subList(0, i)));
    }
    return pending;
  }

  private List<Started> start(
      List<Pending> layers, ImageSource source, ImageProgress progress, ExecutorService threads) {
    List<Started> started = new ArrayList<>();
    for (Pending layer : layers) {
      started.add(
          new Started(
              layer,
              threads.submit(() -> {
                blob(layer.blob(), source, progress);
                return layer;
              })));
    }
    return started;
  }

  private void unpackAll(String image, List<Started> started, ImageProgress progress)
      throws IOException, InterruptedException {
    for (Started next : started) {
      await(next.fetched());
      Pending layer = next.layer();
      if (!layers.has(layer.chain())) {
        layers.unpack(
            new LayerStore.Layer(
                layer.blob(),
                blobs.path(layer.blob().digest()),
                layer.diffId(),
                layer.chain(),
                layer.below()),
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

  private void blob(Descriptor blob, ImageSource source, ImageProgress progress)
      throws IOException, InterruptedException {
    if (blobs.has(blob.digest())) {
      long size = Math.max(blob.size(), 0);
      progress.advanced(blob.digest(), ImageProgress.Step.PRESENT, size, size);
      return;
    }
    try (InputStream in = source.open(blob)) {
      blobs.write(blob, in, source.description(), progress);
    }
  }

  private static ExecutorService threads() {
    return Executors.newFixedThreadPool(
        PARALLEL, Thread.ofPlatform().name("image-fetch-", 0).daemon().factory());
  }

  private static String platforms(ImageDocument.Index index) {
    List<String> names =
        index.manifests().stream()
            .flatMap(m -> m.platform().stream())
            .map(Platform::toString)
            .filter(name -> !name.equals("unknown/unknown"))
            .distinct()
            .toList();
    return names.isEmpty() ? "no platform it names" : String.join(", ", names);
  }

  private static String document(Descriptor target, String image) {
    return "Document " + target.digest() + " of " + image;
  }

  private static ImageException wrongPlatform(String image, ImageSource source, String built) {
    return new ImageException(
        String.format(
            "Image %s from %s is built for %s, this machine is %s; get it for this platform.",
            image, source.description(), built, Platform.current()));
  }
}
