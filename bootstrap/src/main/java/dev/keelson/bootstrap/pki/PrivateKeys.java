package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Private keys to PEM and back, in the formats kubeadm writes and reads: PKCS#1 for RSA, SEC 1 with
 * curve and public point for ECDSA; PKCS#8 of both is read too.
 */
final class PrivateKeys {
  private static final String PKCS1 = "RSA PRIVATE KEY";
  private static final String SEC1 = "EC PRIVATE KEY";
  private static final String PKCS8 = "PRIVATE KEY";

  private PrivateKeys() {}

  /** The pair with its PEM file. */
  static EncodedKey encode(KeyPair pair) {
    try {
      var info = PrivateKeyInfo.getInstance(pair.getPrivate().getEncoded());
      var pem =
          pair.getPrivate() instanceof ECPrivateKey key
              ? Pem.encode(SEC1, sec1(key, info, pair.getPublic()))
              : Pem.encode(PKCS1, info.parsePrivateKey().toASN1Primitive().getEncoded("DER"));
      return new EncodedKey(pair.getPrivate(), pair.getPublic(), pem);
    } catch (IOException e) {
      throw new IllegalStateException("the JDK's own encoding of a key is well formed", e);
    }
  }

  /** The public key's PEM file, as {@code sa.pub} has it. */
  static Bytes encode(PublicKey key) {
    return Pem.encode("PUBLIC KEY", key.getEncoded());
  }

  /**
   * The first private key of a PEM file.
   *
   * @return empty when it holds none, RSA or ECDSA, that can be read without a passphrase
   */
  static Optional<EncodedKey> decode(Bytes pem) {
    for (var block : Pem.blocks(pem)) {
      try {
        var info = privateKeyInfo(block);
        if (info.isPresent()) {
          return Optional.of(decode(info.get(), pem));
        }
      } catch (GeneralSecurityException | IOException | RuntimeException _) {
        return Optional.empty(); // the caller names the file; what is in it stays unsaid
      }
    }
    return Optional.empty();
  }

  private static Optional<PrivateKeyInfo> privateKeyInfo(Pem.Block block) throws IOException {
    return switch (block.label()) {
      case PKCS1 ->
          Optional.of(
              new PrivateKeyInfo(
                  new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                  RSAPrivateKey.getInstance(block.der())));
      case SEC1 -> {
        var key = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(block.der());
        yield Optional.of(
            new PrivateKeyInfo(
                new AlgorithmIdentifier(
                    X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                key));
      }
      case PKCS8 -> Optional.of(PrivateKeyInfo.getInstance(block.der()));
      default -> Optional.empty(); // "EC PARAMETERS" before a key, certificates beside it
    };
  }

  private static EncodedKey decode(PrivateKeyInfo info, Bytes pem)
      throws GeneralSecurityException, IOException {
    var algorithm = info.getPrivateKeyAlgorithm();
    var isEc = X9ObjectIdentifiers.id_ecPublicKey.equals(algorithm.getAlgorithm());
    var factory = KeyFactory.getInstance(isEc ? "EC" : "RSA");
    PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded("DER")));
    PublicKey publicKey =
        isEc
            ? factory.generatePublic(new X509EncodedKeySpec(ecPublicKey(info, algorithm)))
            : rsaPublicKey(factory, (RSAPrivateCrtKey) key);
    return new EncodedKey(key, publicKey, pem);
  }

  private static PublicKey rsaPublicKey(KeyFactory factory, RSAPrivateCrtKey key)
      throws GeneralSecurityException {
    return factory.generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
  }

  private static byte[] ecPublicKey(PrivateKeyInfo info, AlgorithmIdentifier algorithm)
      throws IOException {
    var key = org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey());
    ASN1BitString stored = key.getPublicKey();
    byte[] point =
        stored != null
            ? stored.getBytes()
            : ECNamedCurveTable.getByOID((ASN1ObjectIdentifier) algorithm.getParameters())
                .getG()
                .multiply(key.getKey())
                .getEncoded(false);
    return new SubjectPublicKeyInfo(algorithm, point).getEncoded("DER");
  }

  private static byte[] sec1(ECPrivateKey key, PrivateKeyInfo info, PublicKey publicKey)
      throws IOException {
    var point = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()).getPublicKeyData();
    return new org.bouncycastle.asn1.sec.ECPrivateKey(
            key.getParams().getOrder().bitLength(),
            key.getS(),
            point,
            info.getPrivateKeyAlgorithm().getParameters())
        .getEncoded("DER");
  }
}
