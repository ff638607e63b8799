package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.Bytes;
import dev.keelson.bootstrap.revision.Owner;
import dev.keelson.bootstrap.revision.PartFile;
import dev.keelson.bootstrap.revision.Sensitivity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The key pair that signs service-account tokens, {@code sa.key} and {@code sa.pub}. An existing
 * key is kept; its public half is written where it is missing.
 */
record ServiceAccountKey(
    NodeView node, Path certificatesDir, Function<String, Optional<EncodedKey>> journalled) {

  private static final int OWNER_ONLY = 0600; // the public key as well: kubeadm's mode

  /** What is wrong with what is there; empty when it can be used, or is to be generated. */
  Optional<String> problem() {
    var key = node.read(keyFile());
    var publicFile = node.read(publicFile());
    if (key.isEmpty()) {
      return publicFile.isEmpty() || ours().map(k -> holds(publicFile.get(), k)).orElse(false)
          ? Optional.empty()
          : Optional.of(
              publicFile()
                  + " is there without sa.key; put the private key beside it, or remove it to have"
                  + " a new pair.");
    }
    var decoded = PrivateKeys.decode(key.get());
    if (decoded.isEmpty()) {
      return Optional.of(
          keyFile()
              + " holds no RSA or ECDSA private key that can be read without a passphrase; put the"
              + " key there, or remove sa.key and sa.pub to have a new pair.");
    }
    if (publicFile.isPresent() && !holds(publicFile.get(), decoded.get())) {
      return Optional.of(
          publicFile()
              + " does not hold the public key of sa.key: no token would be believed; put back the"
              + " pair that belongs together, or remove sa.pub to have it written.");
    }
    return Optional.empty();
  }

  /** Whether there is no private key yet. */
  boolean missing() {
    return !node.exists(keyFile());
  }

  /** Both files with the key that is there, or with that one. */
  List<PartFile> files(Function<String, EncodedKey> generate) {
    EncodedKey key =
        node.read(keyFile())
            .flatMap(PrivateKeys::decode)
            .orElseGet(() -> generate.apply(CertificateCatalog.SERVICE_ACCOUNT));
    Bytes publicKey = node.read(publicFile()).orElseGet(() -> PrivateKeys.encode(key.publicKey()));
    return List.of(
        PartFile.secret(keyFile(), key.pem()),
        new PartFile(publicFile(), OWNER_ONLY, Owner.ROOT, Sensitivity.PUBLIC, publicKey));
  }

  Path keyFile() {
    return certificatesDir.resolve("sa.key");
  }

  private Path publicFile() {
    return certificatesDir.resolve("sa.pub");
  }

  private Optional<EncodedKey> ours() {
    return journalled.apply(CertificateCatalog.SERVICE_ACCOUNT);
  }

  /** A file may hold several keys while they are being changed; one of them must be this one. */
  private static boolean holds(Bytes publicFile, EncodedKey key) {
    var expected = Pem.blocks(PrivateKeys.encode(key.publicKey())).getFirst().body();
    return Pem.blocks(publicFile).stream().anyMatch(b -> b.body().equals(expected));
  }
}
