package dev.keelson.bootstrap.pki;

import static dev.keelson.bootstrap.config.EncryptionAlgorithm.ECDSA_P256;
import static dev.keelson.bootstrap.config.EncryptionAlgorithm.ECDSA_P384;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.failure.FileException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyJournalTest {
  @TempDir private Path root;

  @Test
  void keyIsOnDiskAloneForItsOwnerBeforeItIsHandedOut() throws Exception {
    try (var journal = KeyJournal.open(directory())) {
      var key = journal.key("ca", ECDSA_P256);
      var file = directory().resolve("ca.ECDSA-P256.key");
      assertThat(Files.readString(file)).isEqualTo(key.pem().utf8());
      assertThat(permissions(file)).isEqualTo("rw-------");
      assertThat(permissions(directory())).isEqualTo("rwx------");
    }
  }

  @Test
  void keyOnceMadeIsNeverMadeAgain() {
    EncodedKey first;
    try (var journal = KeyJournal.open(directory())) {
      first = journal.key("ca", ECDSA_P256);
      assertThat(journal.key("ca", ECDSA_P256)).isSameAs(first);
    }
    try (var journal = KeyJournal.open(directory())) {
      journal.prefetch(List.of("ca"), ECDSA_P256);
      assertThat(journal.key("ca", ECDSA_P256).pem()).isEqualTo(first.pem());
    }
  }

  @Test
  void writeThatWasCutShortIsSwept() throws Exception {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve(".ca.ECDSA-P256.key"), "-----BEGIN EC PRIV");
    try (var journal = KeyJournal.open(directory())) {
      assertThat(directory()).isEmptyDirectory();
      journal.key("ca", ECDSA_P256);
      assertThat(names()).containsExactly("ca.ECDSA-P256.key");
    }
  }

  @Test
  void prefetchMakesThemAllInTheBackground() {
    try (var journal = KeyJournal.open(directory())) {
      var names = List.of("a", "b", "c", "d", "e");
      journal.prefetch(names, ECDSA_P256);
      assertThat(names.stream().map(n -> journal.key(n, ECDSA_P256).publicKey()))
          .doesNotHaveDuplicates();
      assertThat(names()).hasSize(5);
    }
  }

  @Test
  void manyThreadsGetOneKey() throws Exception {
    try (var journal = KeyJournal.open(directory());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<EncodedKey> ask = () -> journal.key("ca", ECDSA_P256);
      var keys = threads.invokeAll(Stream.generate(() -> ask).limit(20).toList());
      assertThat(keys.stream().map(k -> k.resultNow()).distinct()).hasSize(1);
    }
  }

  @Test
  void algorithmIsPartOfTheName() {
    try (var journal = KeyJournal.open(directory())) {
      assertThat(journal.key("ca", ECDSA_P256)).isNotEqualTo(journal.key("ca", ECDSA_P384));
    }
  }

  @Test
  void findGeneratesNothing() {
    try (var journal = KeyJournal.open(directory())) {
      assertThat(journal.find("ca", ECDSA_P256)).isEmpty();
      var key = journal.key("ca", ECDSA_P256);
      assertThat(journal.find("ca", ECDSA_P256)).contains(key);
    }
  }

  @Test
  void discardLeavesNothing() {
    var journal = KeyJournal.open(directory());
    journal.prefetch(List.of("a", "b", "c"), ECDSA_P256);
    journal.key("a", ECDSA_P256);
    journal.discard();
    assertThat(directory()).doesNotExist();
    journal.discard();
  }

  @Test
  void journalInMemoryIsOneAllTheSame() {
    try (var journal = KeyJournal.inMemory()) {
      var key = journal.key("ca", ECDSA_P256);
      assertThat(journal.find("ca", ECDSA_P256)).contains(key);
    }
    assertThat(root).isEmptyDirectory();
  }

  @Test
  void foreignContentIsRefusedByName() throws Exception {
    Files.createDirectories(directory());
    Files.writeString(directory().resolve("ca.ECDSA-P256.key"), "no key");
    try (var journal = KeyJournal.open(directory())) {
      assertThatThrownBy(() -> journal.key("ca", ECDSA_P256))
          .isInstanceOf(PkiException.class)
          .hasMessage(
              "The journalled key "
                  + directory().resolve("ca.ECDSA-P256.key")
                  + " holds no private key; remove the file and run again.");
    }
  }

  @Test
  void directoryThatIsAFileIsRefusedByName() throws Exception {
    Files.writeString(directory(), "");
    assertThatThrownBy(() -> KeyJournal.open(directory()))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("open the key journal " + directory());
  }

  private Path directory() {
    return root.resolve("keys");
  }

  private List<String> names() {
    return List.of(java.util.Objects.requireNonNull(directory().toFile().list()));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
