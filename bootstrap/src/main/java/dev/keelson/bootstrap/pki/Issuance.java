package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.ClusterSpec;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Issues what is missing, with the journal's keys. Periods are kubeadm's: certificates of the
 * catalogue begin five minutes before now, those in kubeconfigs when their CA does.
 */
record Issuance(ClusterSpec spec, KeyJournal journal, Instant now, Supplier<BigInteger> serials) {
  private static final Duration BACKDATE = Duration.ofMinutes(5); // clocks differ a little

  Material authority(CertificateSpec certificate) {
    var key = key(certificate.name());
    var template =
        template(certificate, now.minus(BACKDATE), now.plus(spec.caCertificateValidity()));
    return Material.issued(CertificateIssuer.selfSigned(template, key), key);
  }

  Material leaf(CertificateSpec certificate, Material ca) {
    var template = template(certificate, now.minus(BACKDATE), now.plus(spec.certificateValidity()));
    return sign(template, certificate.name(), ca);
  }

  Material client(String keyName, Subject subject, Material ca) {
    X509Certificate authority = ca.certificate();
    var template =
        new CertificateTemplate(
            serials.get(),
            subject,
            false,
            List.of(ExtendedUsage.CLIENT_AUTH),
            AlternativeNames.NONE,
            authority.getNotBefore().toInstant(),
            now.plus(spec.certificateValidity()));
    return sign(template, keyName, ca);
  }

  /** Whether the key is journalled already. */
  boolean holdsKey(CertificateSpec certificate) {
    return journal.find(certificate.name(), spec.encryptionAlgorithm()).isPresent();
  }

  private Material sign(CertificateTemplate template, String keyName, Material ca) {
    EncodedKey caKey =
        ca.key()
            .orElseThrow(() ->
                new PkiException(
                    keyName
                        + " cannot be issued, as the key of its CA is not on this node; put"
                        + " the file there, signed by that CA."));
    var key = key(keyName);
    return Material.issued(
        CertificateIssuer.signed(template, key.publicKey(), ca.certificate(), caKey), key);
  }

  private CertificateTemplate template(CertificateSpec certificate, Instant from, Instant until) {
    return new CertificateTemplate(
        serials.get(),
        certificate.subject().apply(spec),
        certificate.isAuthority(),
        certificate.usages(),
        certificate.alternativeNames().apply(spec),
        from,
        until);
  }

  private EncodedKey key(String name) {
    return journal.key(name, spec.encryptionAlgorithm());
  }
}
