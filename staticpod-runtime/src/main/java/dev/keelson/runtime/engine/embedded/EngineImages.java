package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.local.Images;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The node's images as an engine tells of them. Safe for any thread. */
final class EngineImages {
  private final Images images;

  EngineImages(Images images) {
    this.images = images;
  }

  Optional<ImageInfo> status(ImageReference image) {
    return images.find(image).map(EngineImages::info);
  }

  /** The image of that reference, which must be present. */
  static StoredImage require(EngineParts parts, ImageReference image) {
    return parts
        .images()
        .find(image)
        .orElseThrow(() -> new EngineException("image " + image + " is not present; pull it"));
  }

  List<ImageInfo> list() {
    return images.list().stream().map(EngineImages::info).toList();
  }

  Path directory() {
    return images.directory();
  }

  ImageInfo pull(ImageReference image) {
    return call("the pull of image " + image, () -> info(images.pull(image, ImageProgress.SILENT)));
  }

  void remove(String id) {
    for (StoredImage image : images.list()) {
      if (image.id().equals(id)) {
        for (ImageReference name : image.names()) {
          call("removing the image " + name, () -> images.remove(name));
        }
      }
    }
  }

  private interface Work<T> {
    T run() throws InterruptedException;
  }

  private static <T> T call(String what, Work<T> work) {
    try {
      return work.run();
    } catch (ImageException e) {
      throw new EngineException(String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EngineException(what + " was cut off", e);
    }
  }

  private static ImageInfo info(StoredImage image) {
    return new ImageInfo(image.id(), image.config().user(), image.size());
  }
}
