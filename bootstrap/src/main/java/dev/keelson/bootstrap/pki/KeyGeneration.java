package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.EncryptionAlgorithm;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;

/**
 * Fresh key pairs from the platform's secure random numbers, as its own key objects. Any thread.
 */
final class KeyGeneration {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int DISTANCE = 100; // FIPS 186-5, A.1.3: |p - q| > 2^(bits/2 - 100)

  private KeyGeneration() {}

  static KeyPair generate(EncryptionAlgorithm algorithm) {
    try {
      return switch (algorithm) {
        case RSA_2048 -> rsa(2048);
        case RSA_3072 -> rsa(3072);
        case RSA_4096 -> rsa(4096);
        case ECDSA_P256 -> ec("secp256r1");
        case ECDSA_P384 -> ec("secp384r1");
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "this Java runtime makes no " + algorithm.word() + " keys", e);
    }
  }

  private static KeyPair ec(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static KeyPair rsa(int bits) throws GeneralSecurityException {
    var primes = new RsaPrimes(bits / 2, RANDOM);
    while (true) {
      BigInteger p = primes.next();
      BigInteger q = primes.next();
      BigInteger privateExponent = privateExponent(p, q);
      if (p.subtract(q).abs().bitLength() > bits / 2 - DISTANCE
          && privateExponent.bitLength() > bits / 2) {
        return pair(p.max(q), p.min(q), privateExponent);
      }
    }
  }

  /** The inverse of the public exponent modulo the least common multiple of p - 1 and q - 1. */
  private static BigInteger privateExponent(BigInteger p, BigInteger q) {
    BigInteger p1 = p.subtract(BigInteger.ONE);
    BigInteger q1 = q.subtract(BigInteger.ONE);
    return RsaPrimes.EXPONENT.modInverse(p1.divide(p1.gcd(q1)).multiply(q1));
  }

  private static KeyPair pair(BigInteger p, BigInteger q, BigInteger d)
      throws GeneralSecurityException {
    var factory = KeyFactory.getInstance("RSA");
    BigInteger modulus = p.multiply(q);
    var privateKey =
        new RSAPrivateCrtKeySpec(
            modulus,
            RsaPrimes.EXPONENT,
            d,
            p,
            q,
            d.mod(p.subtract(BigInteger.ONE)),
            d.mod(q.subtract(BigInteger.ONE)),
            q.modInverse(p));
    return new KeyPair(
        factory.generatePublic(new RSAPublicKeySpec(modulus, RsaPrimes.EXPONENT)),
        factory.generatePrivate(privateKey));
  }
}
