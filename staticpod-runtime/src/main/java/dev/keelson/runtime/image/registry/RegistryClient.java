package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.Descriptor;
import dev.keelson.runtime.image.ImageAddition;
import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageStore;
import dev.keelson.runtime.image.PullTurn;
import dev.keelson.runtime.image.StoredImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pulls images over the OCI distribution protocol into a store. Any number of threads may pull;
 * closing it ends what is under way.
 */
public final class RegistryClient implements AutoCloseable {
  private final ImageStore store;
  private final Set<String> insecure;
  private final RegistryHosts hosts;
  private final Backoff backoff;
  private final Exchange exchange = new Exchange();

  /**
   * A client.
   *
   * @param insecure registries that are spoken to without encryption, as references name them;
   *     those of this machine always are
   * @param hosts the registries' mirrors
   */
  public RegistryClient(
      ImageStore store, Set<String> insecure, RegistryHosts hosts, Backoff backoff) {
    this.store = store;
    this.insecure = Set.copyOf(insecure);
    this.hosts = hosts;
    this.backoff = backoff;
  }

  /**
   * Makes the store's image of that name the one the registry has now, for this machine's platform;
   * what the store has of it already is not fetched again.
   *
   * @throws ImageException with a sentence that names the registry and the blob or layer
   */
  public StoredImage pull(ImageReference reference, Login login, ImageProgress progress)
      throws InterruptedException {
    try (PullTurn turn = store.awaitTurn(reference)) {
      return turn.pulledMeanwhile().isPresent()
          ? turn.pulledMeanwhile().get()
          : pullNow(reference, login, progress);
    }
  }

  /** Who we are to a registry, for one of its repositories. */
  @FunctionalInterface
  public interface Login {
    Credentials of(String registry, String repository);
  }

  private StoredImage pullNow(ImageReference reference, Login login, ImageProgress progress)
      throws InterruptedException {
    List<RegistryEndpoint> endpoints = hosts.of(reference, insecure);
    List<ImageException> failures = new ArrayList<>();
    for (RegistryEndpoint mirror : endpoints.subList(0, endpoints.size() - 1)) {
      try {
        return pullFrom(mirror, backoff.once(), reference, login, progress);
      } catch (ImageException e) {
        failures.add(e);
      }
    }
    try {
      return pullFrom(endpoints.getLast(), backoff, reference, login, progress);
    } catch (ImageException e) {
      throw failures.isEmpty() ? e : afterMirrors(e, failures);
    }
  }

  private static ImageException afterMirrors(ImageException last, List<ImageException> mirrors) {
    String before = mirrors.stream().map(Throwable::getMessage).collect(Collectors.joining(" "));
    return new ImageException(last.getMessage() + " Its mirrors before: " + before, last);
  }

  private StoredImage pullFrom(
      RegistryEndpoint endpoint,
      Backoff backoff,
      ImageReference reference,
      Login login,
      ImageProgress progress)
      throws InterruptedException {
    Credentials credentials = login.of(endpoint.registry(), reference.repository());
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
