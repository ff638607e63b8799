package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;
import java.util.Optional;

/** Where a journal's keys outlive the process, or do not. Any thread. */
sealed interface KeyStorage permits KeyFiles, KeyStorage.Nowhere {
  /** The key of that name; empty where there is none. */
  Optional<EncodedKey> read(String name);

  /** Keeps a private key's PEM file; durable on return. */
  void write(String name, Bytes pem);

  /** Removes everything. */
  void delete();

  /** Keeps nothing. */
  record Nowhere() implements KeyStorage {
    @Override
    public Optional<EncodedKey> read(String name) {
      return Optional.empty();
    }

    @Override
    public void write(String name, Bytes pem) {}

    @Override
    public void delete() {}
  }
}
