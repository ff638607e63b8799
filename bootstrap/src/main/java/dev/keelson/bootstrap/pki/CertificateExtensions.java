package dev.keelson.bootstrap.pki;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The X.509 extensions of a certificate, in the order and with the criticality that Go's {@code
 * crypto/x509} gives kubeadm's: key usage, extended key usage, basic constraints, subject and
 * authority key identifier, alternative names.
 */
final class CertificateExtensions {
  private static final int KEY_IDENTIFIER_LENGTH = 20;

  private CertificateExtensions() {}

  /**
   * @param key the subject's
   * @param signer the CA's certificate; empty for one that signs itself
   */
  static Extensions of(
      CertificateTemplate template, PublicKey key, Optional<X509Certificate> signer)
      throws IOException {
    var extensions = new ExtensionsGenerator();
    // Both bits for every algorithm, and the third for a CA: pki_helpers.go of v1.37.
    int usage = KeyUsage.digitalSignature | KeyUsage.keyEncipherment;
    extensions.addExtension(
        Extension.keyUsage,
        true,
        new KeyUsage(template.authority() ? usage | KeyUsage.keyCertSign : usage));
    if (!template.usages().isEmpty()) {
      extensions.addExtension(Extension.extendedKeyUsage, false, extendedUsages(template));
    }
    extensions.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(template.authority()));
    if (template.authority()) {
      extensions.addExtension(
          Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(keyIdentifier(key)));
    }
    var authorityKey = signer.flatMap(CertificateExtensions::subjectKeyIdentifier);
    if (authorityKey.isPresent()) {
      extensions.addExtension(
          Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(authorityKey.get()));
    }
    if (!template.alternativeNames().isEmpty()) {
      extensions.addExtension(Extension.subjectAlternativeName, false, names(template));
    }
    return extensions.generate();
  }

  /** The subject key identifier a certificate carries; empty when it has none. */
  static Optional<byte[]> subjectKeyIdentifier(X509Certificate certificate) {
    byte[] extension = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    return Optional.ofNullable(extension)
        .map(e -> ASN1OctetString.getInstance(e).getOctets())
        .map(e -> ASN1OctetString.getInstance(e).getOctets());
  }

  /** RFC 7093, method 1: the first 160 bits of the key's SHA-256, as Go does since 1.25. */
  private static byte[] keyIdentifier(PublicKey key) {
    byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes();
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bits);
      return Arrays.copyOf(digest, KEY_IDENTIFIER_LENGTH);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ExtendedKeyUsage extendedUsages(CertificateTemplate template) {
    return new ExtendedKeyUsage(
        template.usages().stream()
            .map(usage -> KeyPurposeId.getInstance(new ASN1ObjectIdentifier(usage.oid())))
            .toArray(KeyPurposeId[]::new));
  }

  private static GeneralNames names(CertificateTemplate template) {
    var names = template.alternativeNames();
    return new GeneralNames(
        Stream.concat(
                names.dnsNames().stream().map(n -> new GeneralName(GeneralName.dNSName, n)),
                names.addresses().stream()
                    .map(a ->
                        new GeneralName(GeneralName.iPAddress, new DEROctetString(a.getAddress()))))
            .toArray(GeneralName[]::new));
  }
}
