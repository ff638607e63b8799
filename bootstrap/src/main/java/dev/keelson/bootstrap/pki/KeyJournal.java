package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.EncryptionAlgorithm;
import dev.keelson.bootstrap.failure.KeelsonException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The private keys of a transition that is under way, by name. A key is on disk, synced, before
 * anybody gets it, and one that is on disk is never generated again: whatever was signed with it
 * before the machine stopped is still good after.
 *
 * <p>Any number of threads of one process; the caller sees to it that only one process has the
 * journal open. Closing stops generating and forgets nothing.
 */
public final class KeyJournal implements AutoCloseable {
  private record Id(String name, EncryptionAlgorithm algorithm) {}

  private final KeyStorage storage;
  private final Map<Id, Entry> entries = new ConcurrentHashMap<>();
  private final ExecutorService generators;

  private KeyJournal(KeyStorage storage) {
    this.storage = storage;
    this.generators =
        Executors.newFixedThreadPool(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().daemon().name("key-generator-", 0).factory());
  }

  /**
   * The journal in that directory, made with mode 0700 where it is missing.
   *
   * @throws dev.keelson.bootstrap.failure.FileException when the directory cannot be used
   */
  public static KeyJournal open(Path directory) {
    return new KeyJournal(KeyFiles.open(directory));
  }

  /** A journal that leaves no trace, for a dry run: its keys are gone with it. */
  public static KeyJournal inMemory() {
    return new KeyJournal(new KeyStorage.Nowhere());
  }

  /**
   * Starts to generate the keys that are not there yet, on all cores, in that order, and returns at
   * once.
   */
  public void prefetch(List<String> names, EncryptionAlgorithm algorithm) {
    for (String name : names) {
      var entry = entry(name, algorithm);
      if (!entry.result.isDone()) {
        generators.execute(entry);
      }
    }
  }

  /**
   * The key of that name: the one on disk, or the one that is being generated, or a new one. Blocks
   * until it is durable; where nobody works on it yet the calling thread does.
   *
   * @throws dev.keelson.bootstrap.failure.FileException when the disk refuses
   */
  public EncodedKey key(String name, EncryptionAlgorithm algorithm) {
    var entry = entry(name, algorithm);
    entry.run();
    try {
      return entry.result.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof KeelsonException cause ? cause : e;
    }
  }

  /** The key of that name where there is one already; generates nothing. */
  public Optional<EncodedKey> find(String name, EncryptionAlgorithm algorithm) {
    var id = new Id(name, algorithm);
    var entry = entries.get(id);
    return entry != null && entry.result.isDone()
        ? Optional.of(key(name, algorithm))
        : storage.read(fileName(id));
  }

  /**
   * Forgets every key, for good: the transition they were for is committed or undone. The directory
   * goes too.
   */
  public void discard() {
    generators.shutdownNow();
    generators.close(); // waits for the keys being made, so that none is written after
    entries.clear();
    storage.delete();
  }

  @Override
  public void close() {
    generators.shutdownNow();
    generators.close(); // whoever gets the node's lock next finds nobody writing keys
  }

  private Entry entry(String name, EncryptionAlgorithm algorithm) {
    return entries.computeIfAbsent(new Id(name, algorithm), Entry::new);
  }

  private static String fileName(Id id) {
    return id.name() + "." + id.algorithm().word() + ".key";
  }

  /** One key on its way; whoever comes first makes it. */
  private final class Entry implements Runnable {
    private final Id id;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final CompletableFuture<EncodedKey> result = new CompletableFuture<>();

    Entry(Id id) {
      this.id = id;
    }

    @Override
    public void run() {
      if (!taken.compareAndSet(false, true)) {
        return;
      }
      try {
        result.complete(storage.read(fileName(id)).orElseGet(this::generate));
      } catch (RuntimeException | Error e) {
        result.completeExceptionally(e);
      }
    }

    private EncodedKey generate() {
      var key = PrivateKeys.encode(KeyGeneration.generate(id.algorithm()));
      storage.write(fileName(id), key.pem());
      return key;
    }
  }
}
