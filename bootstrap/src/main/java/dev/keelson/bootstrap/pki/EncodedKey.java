package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;
import java.security.PrivateKey;
import java.security.PublicKey;

/**
 * A key pair with the private key's PEM file as it is, or will be, on disk: {@code RSA PRIVATE KEY}
 * (PKCS#1) or {@code EC PRIVATE KEY} (SEC 1) where it was generated here.
 */
public record EncodedKey(PrivateKey privateKey, PublicKey publicKey, Bytes pem) {
  /** Without the key. */
  @Override
  public String toString() {
    return publicKey.getAlgorithm() + " key";
  }
}
