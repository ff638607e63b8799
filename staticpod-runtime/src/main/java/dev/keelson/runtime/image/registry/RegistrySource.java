package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.Descriptor;
import dev.keelson.runtime.image.Digest;
import dev.keelson.runtime.image.Documents;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One repository of a registry. */
final class RegistrySource implements ImageSource {
  private static final String MANIFESTS =
      String.join(
          ", ",
          "application/vnd.oci.image.index.v1+json",
          "application/vnd.oci.image.manifest.v1+json",
          "application/vnd.docker.distribution.manifest.list.v2+json",
          "application/vnd.docker.distribution.manifest.v2+json");

  private final RegistryEndpoint endpoint;
  private final RegistryTransport transport;
  private final Attempts attempts;
  private final Map<Digest, byte[]> resolved = new ConcurrentHashMap<>();

  RegistrySource(RegistryEndpoint endpoint, RegistryTransport transport, Attempts attempts) {
    this.endpoint = endpoint;
    this.transport = transport;
    this.attempts = attempts;
  }

  @Override
  public String description() {
    return "registry " + endpoint.registry();
  }

  /** What the reference stands for right now. */
  Descriptor resolve(ImageReference reference) throws InterruptedException {
    String wanted = reference.digest().isEmpty() ? reference.tag() : reference.digest();
    Document document = attempts.run(() -> manifest(wanted));
    Digest digest = Digest.of(document.content());
    String claimed = reference.digest().isEmpty() ? document.claimed() : reference.digest();
    if (!claimed.isEmpty() && !claimed.equals(digest.toString())) {
      throw new ImageException(
          String.format(
              "Registry %s gives a manifest with the digest %s for %s, which should be %s; the"
                  + " registry, or something on the way, changed it.",
              endpoint.registry(), digest, reference, claimed));
    }
    resolved.put(digest, document.content());
    return new Descriptor("", digest, document.content().length, Optional.empty(), Map.of());
  }

  @Override
  public InputStream open(Descriptor blob) throws InterruptedException {
    byte[] known = resolved.get(blob.digest());
    if (known != null) {
      return new ByteArrayInputStream(known);
    }
    if (isManifest(blob.mediaType())) {
      return new ByteArrayInputStream(
          attempts.run(() -> manifest(blob.digest().toString())).content());
    }
    return new ResumingStream(transport, attempts, "blobs/" + blob.digest(), blob.size());
  }

  private static boolean isManifest(String mediaType) {
    return !mediaType.isEmpty() && MANIFESTS.contains(mediaType);
  }

  private static final class Document {
    private final byte[] content;
    private final String claimed;

    Document(byte[] content, String claimed) {
      this.content = content;
      this.claimed = claimed;
    }

    byte[] content() {
      return content;
    }

    /** The digest the registry says it has; may be empty. */
    String claimed() {
      return claimed;
    }
  }

  private Document manifest(String tagOrDigest) throws IOException, InterruptedException {
    HttpResponse<InputStream> response = transport.get("manifests/" + tagOrDigest, MANIFESTS, 0);
    try (InputStream body = response.body()) {
      byte[] content = body.readNBytes(Documents.MAX_BYTES + 1);
      if (content.length > Documents.MAX_BYTES) {
        throw new ImageException(
            "Registry " + endpoint.registry() + " gives a manifest of more than 4 MiB.");
      }
      String claimed = response.headers().firstValue("Docker-Content-Digest").orElse("");
      return new Document(content, claimed.startsWith("sha256:") ? claimed : "");
    }
  }
}
