package dev.keelson.runtime.image;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds the manifest that fits this machine behind what a name stands for. */
final class ManifestChoice {
  private static final int MAX_NESTING = 3;
  private final BlobStore blobs;
  private final String image;
  private final ImageSource source;

  ManifestChoice(BlobStore blobs, String image, ImageSource source) {
    this.blobs = blobs;
    this.image = image;
    this.source = source;
  }

  /** Fetches what leads to the manifest, the manifest, and its configuration. */
  Digest of(Descriptor target) throws IOException, InterruptedException {
    return of(target, 0);
  }

  private Digest of(Descriptor target, int depth) throws IOException, InterruptedException {
    blobs.fetch(target, source, ImageProgress.SILENT);
    String what = "Document " + target.digest() + " of " + image;
    return switch (Documents.image(blobs.document(target.digest()), what)) {
      case ImageDocument.Manifest manifest -> {
        blobs.fetch(manifest.config(), source, ImageProgress.SILENT);
        yield checked(target.digest());
      }
      case ImageDocument.Index index -> {
        Optional<Descriptor> match =
            index.manifests().stream()
                .filter(m -> m.platform().map(Platform.current()::equals).orElse(true))
                .findFirst();
        if (match.isEmpty() || depth == MAX_NESTING) {
          throw wrongPlatform(platforms(index));
        }
        yield of(match.get(), depth + 1);
      }
    };
  }

  /** An index may lie, and a manifest alone says nothing: the configuration has the last word. */
  private Digest checked(Digest manifest) throws IOException {
    Platform built = ImageContents.read(blobs, manifest).configuration().platform();
    if (!built.equals(Platform.current())) {
      throw wrongPlatform(built.toString());
    }
    return manifest;
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

  private ImageException wrongPlatform(String built) {
    return new ImageException(
        String.format(
            "Image %s from %s is built for %s, this machine is %s; get it for this platform.",
            image, source.description(), built, Platform.current()));
  }
}
