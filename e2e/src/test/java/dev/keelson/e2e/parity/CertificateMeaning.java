package dev.keelson.e2e.parity;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that a certificate says but for what two runs can never share: serial number, keys and their
 * digests, signature, second of the day.
 *
 * @param names subject and issuer as encoded
 * @param begins whether it is valid from five minutes before it was issued
 * @param extensions by identifier, "critical" before the value as encoded
 */
record CertificateMeaning(
    int version,
    List<String> names,
    String signature,
    String key,
    Duration period,
    boolean begins,
    boolean serialIsPositive,
    Map<String, String> extensions) {
  private static final Duration BACKDATE = Duration.ofMinutes(5);
  private static final Duration TOLERANCE = Duration.ofMinutes(3);
  private static final Set<String> KEY_IDENTIFIERS = Set.of("2.5.29.14", "2.5.29.35");

  /** The certificates of a PEM file. */
  static List<CertificateMeaning> of(byte[] pem) throws CertificateException {
    InputStream in = new ByteArrayInputStream(pem);
    return CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
        .map(X509Certificate.class::cast)
        .map(CertificateMeaning::of)
        .toList();
  }

  private static CertificateMeaning of(X509Certificate certificate) {
    Instant from = certificate.getNotBefore().toInstant();
    Duration late = Duration.between(from.plus(BACKDATE), Instant.now());
    return new CertificateMeaning(
        certificate.getVersion(),
        Stream.of(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal())
            .map(name -> name + " " + HexFormat.of().formatHex(name.getEncoded()))
            .toList(),
        certificate.getSigAlgName(),
        KeyMeaning.of(certificate.getPublicKey()),
        Duration.between(from, certificate.getNotAfter().toInstant()),
        !late.isNegative() && late.compareTo(TOLERANCE) < 0,
        certificate.getSerialNumber().signum() > 0,
        extensions(certificate));
  }

  private static Map<String, String> extensions(X509Certificate certificate) {
    var extensions = new TreeMap<String, String>();
    for (String id : Objects.requireNonNull(certificate.getNonCriticalExtensionOIDs())) {
      extensions.put(id, value(certificate, id));
    }
    for (String id : Objects.requireNonNull(certificate.getCriticalExtensionOIDs())) {
      extensions.put(id, "critical " + value(certificate, id));
    }
    return extensions;
  }

  private static String value(X509Certificate certificate, String id) {
    byte[] value = certificate.getExtensionValue(id);
    return KEY_IDENTIFIERS.contains(id) ? value.length + " bytes" : HexFormat.of().formatHex(value);
  }
}
