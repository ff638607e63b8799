package dev.keelson.runtime.image.archive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.image.Descriptor;
import dev.keelson.runtime.image.Documents;
import dev.keelson.runtime.image.ImageDocument;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageSource;
import dev.keelson.runtime.image.Platform;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The OCI image layout. Names come from containerd's annotation, which is whole, or from OCI's own
 * where that holds a whole name and not a tag alone; what {@code docker save} writes beside the
 * layout gives the names its index lacks.
 */
record OciLayout(ArchiveFiles files) implements ImageSource {
  private static final String INDEX = "index.json";
  private static final String CONTAINERD_NAME = "io.containerd.image.name";
  private static final String REF_NAME = "org.opencontainers.image.ref.name";

  static boolean isIn(ArchiveFiles files) {
    return files.has(INDEX);
  }

  @Override
  public String description() {
    return "archive " + files.path();
  }

  @Override
  public InputStream open(Descriptor blob) throws IOException {
    String name = "blobs/sha256/" + blob.digest().hex();
    Optional<InputStream> found = files.open(name);
    if (found.isEmpty()) {
      throw new ImageException(
          "Archive " + files.path() + " has no " + name + "; it is incomplete: get it again.");
    }
    return found.get();
  }

  /** All images for this machine; of a name with several platforms, the one that fits. */
  List<ArchiveImage> images() throws IOException {
    Map<String, List<ImageReference>> tags = dockerNames();
    Map<List<ImageReference>, Descriptor> images = new LinkedHashMap<>();
    for (Descriptor manifest : index().manifests()) {
      if (isAttestation(manifest)) {
        continue;
      }
      List<ImageReference> names = names(manifest, tags);
      if (names.isEmpty()) {
        throw new ImageException(
            "Archive "
                + files.path()
                + " does not name the image "
                + manifest.digest()
                + "; its index.json needs the annotation "
                + CONTAINERD_NAME
                + " or "
                + REF_NAME
                + " with a whole name.");
      }
      images.merge(names, manifest, OciLayout::better);
    }
    List<ArchiveImage> result = new ArrayList<>();
    images.forEach((names, manifest) -> result.add(new ArchiveImage(names, manifest, this)));
    return result;
  }

  private ImageDocument.Index index() throws IOException {
    String what = INDEX + " of archive " + files.path();
    return switch (Documents.image(ArchiveDocuments.content(files, INDEX), what)) {
      case ImageDocument.Index index -> index;
      case ImageDocument.Manifest _ ->
          throw new ImageException(what + " is a manifest where an index belongs.");
    };
  }

  private List<ImageReference> names(Descriptor manifest, Map<String, List<ImageReference>> tags)
      throws IOException {
    Optional<String> whole = Optional.ofNullable(manifest.annotations().get(CONTAINERD_NAME));
    if (whole.isEmpty()) {
      whole =
          Optional.ofNullable(manifest.annotations().get(REF_NAME))
              .filter(name -> name.indexOf('/') >= 0 || name.indexOf(':') >= 0);
    }
    if (whole.isPresent()) {
      return List.of(ArchiveDocuments.reference(files, whole.get()));
    }
    String blob = "blobs/sha256/" + manifest.digest().hex();
    if (tags.isEmpty() || !files.has(blob)) {
      return List.of();
    }
    String config = ArchiveDocuments.tree(files, blob).path("config").path("digest").asText("");
    return tags.getOrDefault(config, List.of());
  }

  /** Names by digest of the configuration, from Docker's manifest. */
  private Map<String, List<ImageReference>> dockerNames() throws IOException {
    Map<String, List<ImageReference>> names = new HashMap<>();
    if (files.has(DockerArchive.MANIFEST)) {
      for (JsonNode image : ArchiveDocuments.tree(files, DockerArchive.MANIFEST)) {
        String config = image.path("Config").asText("");
        names.put(
            "sha256:" + config.substring(config.lastIndexOf('/') + 1),
            Documents.strings(image.path("RepoTags")).stream()
                .map(name -> ArchiveDocuments.reference(files, name))
                .toList());
      }
    }
    return names;
  }

  private static boolean isAttestation(Descriptor manifest) {
    return manifest.platform().map(p -> p.os().equals("unknown")).orElse(false);
  }

  private static Descriptor better(Descriptor first, Descriptor second) {
    return second.platform().map(Platform.current()::equals).orElse(false) ? second : first;
  }
}
