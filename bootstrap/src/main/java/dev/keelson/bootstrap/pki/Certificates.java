package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.bootstrap.revision.Bytes;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reading existing certificates, and questions to them. Pure. */
public final class Certificates {
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final int SAN_DNS = 2;
  private static final int SAN_ADDRESS = 7;

  private Certificates() {}

  /** The certificates of a PEM file in order; none when one of them cannot be read. */
  public static List<X509Certificate> parse(Bytes pem) {
    try {
      var factory = CertificateFactory.getInstance("X.509");
      var certificates = new ArrayList<X509Certificate>();
      for (var block : Pem.blocks(pem)) {
        if (block.label().equals("CERTIFICATE")) {
          var der = new ByteArrayInputStream(block.der());
          certificates.add((X509Certificate) factory.generateCertificate(der));
        }
      }
      return List.copyOf(certificates);
    } catch (CertificateException | IllegalArgumentException _) {
      return List.of();
    }
  }

  /** Whether the first leads to that CA, through the others where need be, at that time. */
  static boolean chains(List<X509Certificate> certificates, X509Certificate ca, Instant now) {
    try {
      var target = new X509CertSelector();
      target.setCertificate(certificates.getFirst());
      var parameters = new PKIXBuilderParameters(Set.of(new TrustAnchor(ca, null)), target);
      parameters.setRevocationEnabled(false);
      parameters.setDate(Date.from(now));
      parameters.addCertStore(
          CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates)));
      CertPathBuilder.getInstance("PKIX").build(parameters);
      return true;
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  /** Those of {@code wanted} that the certificate does not cover, as text. */
  static List<String> missingNames(X509Certificate certificate, AlternativeNames wanted) {
    var dnsNames = names(certificate, SAN_DNS);
    var addresses = names(certificate, SAN_ADDRESS).stream().map(InetAddress::ofLiteral).toList();
    var missing = new ArrayList<String>();
    for (String name : wanted.dnsNames()) {
      if (dnsNames.stream().noneMatch(pattern -> covers(pattern, name))) {
        missing.add(name);
      }
    }
    for (InetAddress address : wanted.addresses()) {
      if (!addresses.contains(address)) {
        missing.add(IpAddresses.text(address));
      }
    }
    return missing;
  }

  /** Those usages that the certificate does not allow. */
  static List<ExtendedUsage> missingUsages(
      X509Certificate certificate, List<ExtendedUsage> wanted) {
    List<String> allowed;
    try {
      allowed = certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException _) {
      return wanted;
    }
    if (allowed == null || allowed.contains(ANY_USAGE)) {
      return List.of();
    }
    return wanted.stream().filter(usage -> !allowed.contains(usage.oid())).toList();
  }

  private static List<String> names(X509Certificate certificate, int type) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names == null
          ? List.of()
          : names.stream()
              .filter(name -> name.get(0).equals(type))
              .map(name -> (String) name.get(1))
              .toList();
    } catch (CertificateParsingException _) {
      return List.of();
    }
  }

  private static boolean covers(String pattern, String name) {
    String p = pattern.toLowerCase(Locale.ROOT);
    String n = name.toLowerCase(Locale.ROOT);
    int dot = n.indexOf('.');
    return p.equals(n)
        || (p.startsWith("*.") && dot > 0 && p.substring(1).equals(n.substring(dot)));
  }
}
