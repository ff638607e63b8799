package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.Descriptor;
import dev.keelson.runtime.image.ImageAddition;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageStore;
import dev.keelson.runtime.image.PullTurn;
import dev.keelson.runtime.image.StoredImage;
import java.util.List;
import java.util.Set;

/**
 * Pulls images over the OCI distribution protocol into a store. Any number of threads may pull;
 * closing it ends what is under way.
 */
public final class RegistryClient implements AutoCloseable {
  private final ImageStore store;
  private final Set<String> insecure;
  private final Backoff backoff;
  private final Exchange exchange = new Exchange();

  /**
   * A client.
   *
   * @param insecure registries that are spoken to without encryption, as references name them;
   *     those of this machine always are
   */
  public RegistryClient(ImageStore store, Set<String> insecure, Backoff backoff) {
    this.store = store;
    this.insecure = Set.copyOf(insecure);
    this.backoff = backoff;
  }

  /**
   * Makes the store's image of that name the one the registry has now, for this machine's platform;
   * what the store has of it already is not fetched again.
   *
   * @throws ImageException with a sentence that names the registry and the blob or layer
   */
  public StoredImage pull(ImageReference reference, Credentials credentials, ImageProgress progress)
      throws InterruptedException {
    try (PullTurn turn = store.awaitTurn(reference)) {
      return turn.pulledMeanwhile().isPresent()
          ? turn.pulledMeanwhile().get()
          : pullNow(reference, credentials, progress);
    }
  }

  private StoredImage pullNow(
      ImageReference reference, Credentials credentials, ImageProgress progress)
      throws InterruptedException {
    RegistryEndpoint endpoint = RegistryEndpoint.of(reference, insecure);
    RegistrySource source =
        new RegistrySource(
            endpoint,
            new RegistryTransport(exchange, endpoint, reference.repository(), credentials),
            new Attempts(backoff, endpoint));
    Descriptor target = source.resolve(reference);
    try (ImageAddition addition = store.add()) {
      addition.take(List.of(name(reference)), target, source, progress);
      return addition.commit().getFirst();
    }
  }

  @Override
  public void close() {
    exchange.close();
  }

  /** A digest says all; the tag beside it may mean another image by now. */
  private static ImageReference name(ImageReference reference) {
    return reference.digest().isEmpty()
        ? reference
        : new ImageReference(reference.registry(), reference.repository(), "", reference.digest());
  }
}
