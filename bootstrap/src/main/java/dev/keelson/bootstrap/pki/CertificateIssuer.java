package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/**
 * Encodes and signs certificates to the byte as kubeadm's would be: SHA-256 with RSA and P-256,
 * SHA-384 with P-384. Signatures are the platform provider's.
 */
final class CertificateIssuer {
  private static final Pattern PRINTABLE = Pattern.compile("[A-Za-z0-9 '()+,./:=?-]*");
  private static final int P384_BITS = 384;

  private CertificateIssuer() {}

  /** A certificate that signs itself. */
  static X509Certificate selfSigned(CertificateTemplate template, EncodedKey key) {
    return issue(template, key.publicKey(), name(template.subject()), Optional.empty(), key);
  }

  /** A certificate for {@code key}, signed by that CA. */
  static X509Certificate signed(
      CertificateTemplate template, PublicKey key, X509Certificate ca, EncodedKey caKey) {
    var issuer = X500Name.getInstance(ca.getSubjectX500Principal().getEncoded());
    return issue(template, key, issuer, Optional.of(ca), caKey);
  }

  /** The certificate's PEM file. */
  static Bytes pem(X509Certificate certificate) {
    try {
      return Pem.encode("CERTIFICATE", certificate.getEncoded());
    } catch (CertificateException e) {
      throw new IllegalStateException("a parsed certificate has its encoding", e);
    }
  }

  private static X509Certificate issue(
      CertificateTemplate template,
      PublicKey key,
      X500Name issuer,
      Optional<X509Certificate> signer,
      EncodedKey signerKey) {
    try {
      var algorithm = algorithm(signerKey.privateKey());
      var body = new V3TBSCertificateGenerator();
      body.setSerialNumber(new ASN1Integer(template.serial()));
      body.setSignature(algorithm);
      body.setIssuer(issuer);
      body.setStartDate(new Time(Date.from(template.notBefore())));
      body.setEndDate(new Time(Date.from(template.notAfter())));
      body.setSubject(name(template.subject()));
      body.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
      body.setExtensions(CertificateExtensions.of(template, key, signer));
      var signedPart = body.generateTBSCertificate();
      var signature = sign(signerKey.privateKey(), signedPart.getEncoded("DER"));
      var parts = new ASN1Encodable[] {signedPart, algorithm, new DERBitString(signature)};
      return parse(new DERSequence(parts).getEncoded("DER"));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(
          "The certificate of " + template.subject().commonName() + " cannot be encoded", e);
    }
  }

  private static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
    var signature = Signature.getInstance(signatureName(key));
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  private static String signatureName(PrivateKey key) {
    if (!(key instanceof ECKey)) {
      return "SHA256withRSA";
    }
    return isP384(key) ? "SHA384withECDSA" : "SHA256withECDSA";
  }

  private static AlgorithmIdentifier algorithm(PrivateKey key) {
    if (!(key instanceof ECKey)) {
      return new AlgorithmIdentifier(
          PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    }
    return new AlgorithmIdentifier(
        isP384(key)
            ? X9ObjectIdentifiers.ecdsa_with_SHA384
            : X9ObjectIdentifiers.ecdsa_with_SHA256);
  }

  private static boolean isP384(PrivateKey key) {
    return key instanceof ECKey ec && ec.getParams().getOrder().bitLength() == P384_BITS;
  }

  /** Organizations in one set, then the common name: the order of Go's {@code pkix.Name}. */
  private static X500Name name(Subject subject) {
    var names = new ArrayList<RDN>();
    if (!subject.organizations().isEmpty()) {
      var organizations = new ASN1EncodableVector();
      subject.organizations().forEach(o -> organizations.add(attribute(BCStyle.O, o)));
      names.add(RDN.getInstance(new DERSet(organizations)));
    }
    names.add(RDN.getInstance(new DERSet(attribute(BCStyle.CN, subject.commonName()))));
    return new X500Name(names.toArray(RDN[]::new));
  }

  private static DERSequence attribute(ASN1ObjectIdentifier type, String value) {
    ASN1Encodable text =
        PRINTABLE.matcher(value).matches()
            ? new DERPrintableString(value)
            : new DERUTF8String(value);
    return new DERSequence(new ASN1Encodable[] {type, text});
  }
}
