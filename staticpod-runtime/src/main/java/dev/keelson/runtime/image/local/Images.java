package dev.keelson.runtime.image.local;

import dev.keelson.runtime.image.ImageException;
import dev.keelson.runtime.image.ImageProgress;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.image.ImageStore;
import dev.keelson.runtime.image.StoredImage;
import dev.keelson.runtime.image.archive.ImageImporter;
import dev.keelson.runtime.image.registry.Backoff;
import dev.keelson.runtime.image.registry.DockerConfig;
import dev.keelson.runtime.image.registry.RegistryClient;
import dev.keelson.runtime.image.registry.RegistryHosts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The images of this node: find, pull, import, list, remove. Needs no running daemon, and any
 * number of processes may use one directory. Pulls and imports run on threads of their own, so
 * virtual threads may wait for them; an image that is asked for several times at once is pulled
 * once.
 */
public final class Images {
  private final ImageStore store;
  private final Supplier<DockerConfig> credentials;
  private final Set<String> insecureRegistries;
  private final RegistryHosts hosts;
  private final Backoff backoff;
  private final ConcurrentMap<ImageReference, CompletableFuture<StoredImage>> pulls =
      new ConcurrentHashMap<>();

  /**
   * The images of a store.
   *
   * @param credentials read for each pull, and for nothing else
   * @param insecureRegistries spoken to without encryption, besides those of this machine
   * @param hosts the registries' mirrors
   */
  public Images(
      ImageStore store,
      Supplier<DockerConfig> credentials,
      Set<String> insecureRegistries,
      RegistryHosts hosts,
      Backoff backoff) {
    this.store = store;
    this.credentials = credentials;
    this.insecureRegistries = Set.copyOf(insecureRegistries);
    this.hosts = hosts;
    this.backoff = backoff;
  }

  /** The images in that directory, with this user's registry credentials. */
  public static Images open(Path directory) {
    return new Images(
        ImageStore.open(directory),
        () -> DockerConfig.load(DockerConfig.file(System.getenv())),
        Set.of(),
        new RegistryHosts(RegistryHosts.STANDARD),
        Backoff.STANDARD);
  }

  /** The image of that name, where it is present. Reads a few small files. */
  public Optional<StoredImage> find(ImageReference reference) {
    return store.find(reference);
  }

  /** Where they lie. */
  public Path directory() {
    return store.directory();
  }

  /** All images, in the order of their names. */
  public List<StoredImage> list() {
    return store.list();
  }

  /**
   * Pulls the image from its registry; what is present of it is not fetched again.
   *
   * @param progress hears of it, unless somebody else's pull of the same image is waited for
   * @throws ImageException with a sentence that says what could not be had, and why
   */
  public StoredImage pull(ImageReference reference, ImageProgress progress)
      throws InterruptedException {
    CompletableFuture<StoredImage> mine = new CompletableFuture<>();
    CompletableFuture<StoredImage> running = pulls.putIfAbsent(reference, mine);
    if (running == null) {
      running = start("image-pull", mine, () -> pullOnce(reference, progress, mine));
    }
    return await(running);
  }

  /**
   * Imports all images of an archive or, on a failure, none.
   *
   * @throws ImageException with a sentence that names the archive and what is wrong in it
   */
  public List<StoredImage> importArchive(Path archive, ImageProgress progress)
      throws InterruptedException {
    return await(
        start(
            "image-import",
            new CompletableFuture<>(),
            () -> new ImageImporter(store).importArchive(archive, progress)));
  }

  /**
   * Removes the name, and the image with its last name.
   *
   * @return whether it was there
   * @throws ImageException when a container is made of it
   */
  public boolean remove(ImageReference reference) throws InterruptedException {
    return await(start("image-remove", new CompletableFuture<>(), () -> store.remove(reference)));
  }

  /**
   * Removes every image but those, and those that containers are made of.
   *
   * @return what is gone
   */
  public List<StoredImage> prune(Predicate<StoredImage> kept) throws InterruptedException {
    return await(start("image-prune", new CompletableFuture<>(), () -> store.prune(kept)));
  }

  private StoredImage pullOnce(
      ImageReference reference, ImageProgress progress, CompletableFuture<StoredImage> mine)
      throws InterruptedException {
    try {
      return pullNow(reference, progress);
    } finally {
      pulls.remove(reference, mine);
    }
  }

  private StoredImage pullNow(ImageReference reference, ImageProgress progress)
      throws InterruptedException {
    // A client for each pull: an idle one would keep its threads and buffers in the daemon.
    try (RegistryClient client = new RegistryClient(store, insecureRegistries, hosts, backoff)) {
      DockerConfig config = credentials.get();
      return client.pull(reference, config::of, progress);
    }
  }

  private interface Work<T> {
    T run() throws InterruptedException;
  }

  private static <T> CompletableFuture<T> start(
      String name, CompletableFuture<T> result, Work<T> work) {
    Thread.ofPlatform()
        .name(name)
        .daemon()
        .start(() -> {
          try {
            result.complete(work.run());
          } catch (InterruptedException | RuntimeException | Error e) {
            result.completeExceptionally(e);
          }
        });
    return result;
  }

  private static <T> T await(CompletableFuture<T> result) throws InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ImageException cause -> throw cause.again();
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
