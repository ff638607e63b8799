package dev.keelson.runtime.image.archive;

import dev.keelson.runtime.image.ImageAddition;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageStore;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.tar.TarFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Brings the images of archives into a store. Any number of threads may import. */
public final class ImageImporter {
  private final ImageStore store;

  public ImageImporter(ImageStore store) {
    this.store = store;
  }

  /**
   * Imports all images of an OCI image layout or a docker archive, as tar, compressed tar or
   * directory: all of them, or on a failure none.
   *
   * @return the images, in the archive's order
   * @throws ImageException with a sentence that names the archive and the blob, layer or entry
   */
  public List<StoredImage> importArchive(Path archive, ImageProgress progress)
      throws InterruptedException {
    try (ImageAddition addition = store.add()) {
      List<ArchiveImage> images = images(archive, addition.scratch());
      if (images.isEmpty()) {
        throw new ImageException("Archive " + archive + " holds no image.");
      }
      for (ArchiveImage image : images) {
        addition.take(image.names(), image.target(), image.source(), progress);
      }
      return addition.commit();
    }
  }

  private List<ArchiveImage> images(Path archive, Path scratch) {
    try {
      ArchiveFiles files =
          Files.isDirectory(archive)
              ? new DirectoryFiles(archive)
              : TarFiles.open(archive, scratch);
      if (OciLayout.isIn(files)) {
        return new OciLayout(files).images();
      }
      if (DockerArchive.isIn(files)) {
        return new DockerArchive(files).images();
      }
      throw new ImageException(
          "Archive "
              + archive
              + " is neither an OCI image layout (index.json) nor a docker archive"
              + " (manifest.json).");
    } catch (NoSuchFileException e) {
      throw new ImageException("There is no archive " + archive + ".", e);
    } catch (TarFormatException e) {
      throw new ImageException(
          "Archive " + archive + " cannot be read: " + e.getMessage() + "; get it again.", e);
    } catch (IOException e) {
      throw new ImageException(
          "Archive " + archive + " cannot be read: " + store.reason(e) + ".", e);
    }
  }
}
