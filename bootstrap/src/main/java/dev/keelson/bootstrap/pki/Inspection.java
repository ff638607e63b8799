package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.pki.Standing.Missing;
import dev.keelson.bootstrap.pki.Standing.Reusable;
import dev.keelson.bootstrap.pki.Standing.Unusable;
import dev.keelson.bootstrap.revision.Bytes;
import java.nio.file.Path;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges what a node has of a certificate, by kubeadm's rule: what is good is used as it is, what
 * is not is never overwritten. Stricter than kubeadm in one thing: a pair that does not match, and
 * names or usages a component will need and the certificate lacks, are found here and not by the
 * component.
 *
 * @param journalled the key of that name which this transition already made; what an interrupted
 *     run left half written is completed with it
 */
record Inspection(
    NodeView node,
    Path certificatesDir,
    Function<String, Optional<EncodedKey>> journalled,
    Instant now) {

  /** A CA. One without its key is good too: it is kept elsewhere. */
  Standing authority(CertificateSpec spec) {
    Path file = spec.certificateFile(certificatesDir);
    var content = node.read(file);
    if (content.isEmpty()) {
      return withoutCertificate(spec);
    }
    var certificates = Certificates.parse(content.get());
    if (certificates.isEmpty()) {
      return unreadable(file);
    }
    X509Certificate ca = certificates.getFirst();
    if (ca.getBasicConstraints() < 0) {
      return new Unusable(
          file
              + " is not the certificate of a CA; put the CA's there, or remove it and its key"
              + " to have a new CA.");
    }
    return outsidePeriod(file, ca).orElseGet(() -> withKey(spec, content.get(), ca, Reusable::new));
  }

  /**
   * A certificate that a CA signs.
   *
   * @param ca what signs it
   * @param wanted the names it must cover
   */
  Standing leaf(CertificateSpec spec, Material ca, AlternativeNames wanted) {
    Path file = spec.certificateFile(certificatesDir);
    var content = node.read(file);
    if (content.isEmpty()) {
      return withoutCertificate(spec);
    }
    var certificates = Certificates.parse(content.get());
    if (certificates.isEmpty()) {
      return unreadable(file);
    }
    X509Certificate leaf = certificates.getFirst();
    return outsidePeriod(file, leaf)
        .or(() -> foreign(spec, certificates, ca))
        .or(() -> lacking(file, spec, leaf, wanted))
        .orElseGet(() -> withKey(spec, content.get(), leaf, found -> keyed(spec, found)));
  }

  /** Where there is no certificate: nothing at all, our own key, or one that is not ours. */
  Standing withoutCertificate(CertificateSpec spec) {
    Path keyFile = spec.keyFile(certificatesDir);
    var key = node.read(keyFile);
    if (key.isEmpty() || key.equals(journalled.apply(spec.name()).map(EncodedKey::pem))) {
      return new Missing();
    }
    return new Unusable(
        keyFile
            + " is there without "
            + spec.certificateFile(certificatesDir).getFileName()
            + "; put its certificate beside it, or remove it to have a new pair.");
  }

  private Standing withKey(
      CertificateSpec spec,
      Bytes content,
      X509Certificate certificate,
      Function<Material, Standing> good) {
    Path keyFile = spec.keyFile(certificatesDir);
    var file = node.read(keyFile);
    if (file.isEmpty()) {
      var ours = journalled.apply(spec.name()).filter(k -> matches(certificate, k));
      return good.apply(new Material(certificate, content, ours));
    }
    var key = PrivateKeys.decode(file.get());
    if (key.isEmpty()) {
      return new Unusable(
          keyFile
              + " holds no RSA or ECDSA private key that can be read without a passphrase; put the"
              + " key there, or remove the pair to have a new one.");
    }
    if (!matches(certificate, key.get())) {
      return new Unusable(
          keyFile
              + " is not the key of "
              + spec.certificateFile(certificatesDir)
              + "; put back the pair that belongs together, or remove both to have a new one.");
    }
    return good.apply(new Material(certificate, content, key));
  }

  private Standing keyed(CertificateSpec spec, Material found) {
    if (found.key().isPresent()) {
      return new Reusable(found);
    }
    return new Unusable(
        spec.keyFile(certificatesDir)
            + " is missing, and "
            + spec.certificateFile(certificatesDir)
            + " is of no use without; put the key there, or remove the certificate to have a new"
            + " pair.");
  }

  private static boolean matches(X509Certificate certificate, EncodedKey key) {
    PublicKey expected = certificate.getPublicKey();
    return expected.equals(key.publicKey());
  }

  private static Standing unreadable(Path file) {
    return new Unusable(
        file
            + " holds no certificate that can be read; put a PEM certificate there, or remove it"
            + " and its key to have a new pair.");
  }

  private Optional<Standing> outsidePeriod(Path file, X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Instant until = certificate.getNotAfter().toInstant();
    if (now.isBefore(from)) {
      return unusable(
          file
              + " is not valid before "
              + from
              + ", and it is "
              + now
              + "; set this machine's clock, or remove the certificate and its key to have a new"
              + " pair.");
    }
    if (now.isAfter(until)) {
      return unusable(
          file
              + " expired at "
              + until
              + "; renew it, or remove it and its key to have a new"
              + " pair.");
    }
    return Optional.empty();
  }

  private Optional<Standing> foreign(
      CertificateSpec spec, List<X509Certificate> certificates, Material ca) {
    if (Certificates.chains(certificates, ca.certificate(), now)) {
      return Optional.empty();
    }
    return unusable(
        spec.certificateFile(certificatesDir)
            + " is not signed by the CA "
            + spec.signer().orElse(spec.name())
            + " of "
            + certificatesDir
            + "; put the CA that signed it there, or remove the certificate and its key to have a"
            + " new pair.");
  }

  private static Optional<Standing> lacking(
      Path file, CertificateSpec spec, X509Certificate leaf, AlternativeNames wanted) {
    var names = Certificates.missingNames(leaf, wanted);
    if (!names.isEmpty()) {
      return unusable(
          file
              + " is not valid for "
              + String.join(", ", names)
              + "; remove it and its key to have a new pair, or put one there that is.");
    }
    var usages = Certificates.missingUsages(leaf, spec.usages());
    if (!usages.isEmpty()) {
      return unusable(
          file
              + " does not allow the extended key usage "
              + usages
              + "; remove it and its key to have a new pair, or put one there that does.");
    }
    return Optional.empty();
  }

  private static Optional<Standing> unusable(String problem) {
    return Optional.of(new Unusable(problem));
  }
}
