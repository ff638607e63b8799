package dev.keelson.bootstrap.config;

import java.util.Arrays;
import java.util.Optional;

/** The key algorithms that kubeadm's {@code encryptionAlgorithm} names. */
public enum EncryptionAlgorithm {
  RSA_2048("RSA-2048"),
  RSA_3072("RSA-3072"),
  RSA_4096("RSA-4096"),
  ECDSA_P256("ECDSA-P256"),
  ECDSA_P384("ECDSA-P384");

  private final String word;

  EncryptionAlgorithm(String word) {
    this.word = word;
  }

  /** As the configuration writes it. */
  public String word() {
    return word;
  }

  /** The algorithm of that word; empty when there is none. */
  public static Optional<EncryptionAlgorithm> parse(String word) {
    return Arrays.stream(values()).filter(a -> a.word.equals(word)).findFirst();
  }
}
