package dev.keelson.runtime.image;

import java.util.List;

/** A document that stands for an image in a registry or an archive: of OCI, or of Docker (v2.2). */
public sealed interface ImageDocument {
  /** The image for one platform: configuration, and layers lowest first. */
  record Manifest(Descriptor config, List<Descriptor> layers) implements ImageDocument {
    public Manifest {
      layers = List.copyOf(layers);
    }
  }

  /** A choice of manifests by platform. */
  record Index(List<Descriptor> manifests) implements ImageDocument {
    public Index {
      manifests = List.copyOf(manifests);
    }
  }
}
