package dev.keelson.runtime.kube;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;

/**
 * Private keys in the encodings that kubeconfigs have: PKCS#1 ({@code RSA PRIVATE KEY}), SEC1
 * ({@code EC PRIVATE KEY}) and PKCS#8. The JDK reads the last alone, so the others are wrapped.
 */
final class PrivateKeys {
  private static final byte[] VERSION_0 = {Der.INTEGER, 1, 0};
  private static final byte[] NULL = {5, 0};
  private static final String RSA = "2a864886f70d010101";
  private static final String EC = "2a8648ce3d0201";
  private static final String ED25519 = "2b6570";

  private PrivateKeys() {}

  /**
   * Reads the first private key of a PEM text.
   *
   * @throws GeneralSecurityException when there is none, or not one of those encodings
   */
  static PrivateKey parse(String pem) throws GeneralSecurityException {
    for (Pem.Block block : Pem.blocks(pem)) {
      switch (block.label()) {
        case "RSA PRIVATE KEY" -> {
          return pkcs8(pkcs8Of(Der.element(Der.OBJECT_IDENTIFIER, hex(RSA)), NULL, block.der()));
        }
        case "EC PRIVATE KEY" -> {
          byte[] algorithm = Der.element(Der.OBJECT_IDENTIFIER, hex(EC));
          return pkcs8(pkcs8Of(algorithm, curveOf(block.der()), block.der()));
        }
        case "PRIVATE KEY" -> {
          return pkcs8(block.der());
        }
        default -> {
          // EC PARAMETERS and certificates may stand before the key.
        }
      }
    }
    throw new GeneralSecurityException("there is no private key in the PEM text");
  }

  private static byte[] pkcs8Of(byte[] algorithm, byte[] parameters, byte[] key) {
    return Der.element(
        Der.SEQUENCE,
        VERSION_0,
        Der.element(Der.SEQUENCE, algorithm, parameters),
        Der.element(Der.OCTET_STRING, key));
  }

  private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithmOf(der)).generatePrivate(new PKCS8EncodedKeySpec(der));
  }

  private static String algorithmOf(byte[] pkcs8) throws GeneralSecurityException {
    Der key = Der.of(pkcs8).enter(Der.SEQUENCE);
    key.skip();
    byte[] oid = key.enter(Der.SEQUENCE).enter(Der.OBJECT_IDENTIFIER).rest();
    String hex = HexFormat.of().formatHex(oid);
    return switch (hex) {
      case RSA -> "RSA";
      case EC -> "EC";
      case ED25519 -> "Ed25519";
      default -> throw new GeneralSecurityException("a key of the unknown algorithm " + hex);
    };
  }

  /** The curve's identifier, which SEC1 keeps inside the key and PKCS#8 wants outside. */
  private static byte[] curveOf(byte[] sec1) throws GeneralSecurityException {
    Der key = Der.of(sec1).enter(Der.SEQUENCE);
    while (key.hasNext()) {
      if (key.tag() == Der.CONTEXT_0) {
        return key.enter(Der.CONTEXT_0).rest();
      }
      key.skip();
    }
    throw new GeneralSecurityException("an EC key that does not name its curve");
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
