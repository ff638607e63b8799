package dev.keelson.runtime.image;

import java.io.IOException;
import java.io.InputStream;

/** Where an image's blobs come from: a registry or an archive. Any number of threads may ask. */
public interface ImageSource {
  /** What it is called in a message: {@code registry.k8s.io} or {@code archive images.tar}. */
  String description();

  /**
   * The blob's bytes as they are stored there; whoever reads them checks the digest.
   *
   * @throws ImageException with a sentence when it is not there
   */
  InputStream open(Descriptor blob) throws IOException, InterruptedException;
}
