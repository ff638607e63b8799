package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.EncryptionAlgorithm;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;

/** Fresh key pairs from the platform's provider and its secure random numbers. Any thread. */
final class KeyGeneration {
  private KeyGeneration() {}

  static KeyPair generate(EncryptionAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_2048 -> rsa(2048);
      case RSA_3072 -> rsa(3072);
      case RSA_4096 -> rsa(4096);
      case ECDSA_P256 -> generate("EC", new ECGenParameterSpec("secp256r1"));
      case ECDSA_P384 -> generate("EC", new ECGenParameterSpec("secp384r1"));
    };
  }

  private static KeyPair rsa(int bits) {
    return generate("RSA", new RSAKeyGenParameterSpec(bits, RSAKeyGenParameterSpec.F4));
  }

  private static KeyPair generate(String family, AlgorithmParameterSpec parameters) {
    try {
      var generator = KeyPairGenerator.getInstance(family);
      generator.initialize(parameters);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no " + family + " keys", e);
    }
  }
}
