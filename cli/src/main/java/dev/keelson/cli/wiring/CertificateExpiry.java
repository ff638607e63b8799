package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.bootstrap.revision.PartRecord;
import dev.keelson.bootstrap.revision.RevisionLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long a certificate of the node is valid.
 *
 * @param file the certificate, or the kubeconfig whose client certificate it is
 * @param authority whether it signs others
 */
record CertificateExpiry(String file, boolean authority, Instant notAfter) {
  private static final Pattern CLIENT_CERTIFICATE =
      Pattern.compile("client-certificate-data:\\s*(\\S+)");

  /** All that the current revision lists, as they are on disk now, the first to expire first. */
  static List<CertificateExpiry> of(NodeLayout layout) {
    var found = new ArrayList<CertificateExpiry>();
    new RevisionLog(layout.state())
        .current().stream()
            .flatMap(revision -> revision.files())
            .map(PartRecord.FileRecord::path)
            .distinct()
            .forEach(file -> read(file).ifPresent(found::add));
    found.sort(
        java.util.Comparator.comparing(CertificateExpiry::notAfter)
            .thenComparing(CertificateExpiry::file));
    return found;
  }

  private static Optional<CertificateExpiry> read(Path file) {
    String name = file.toString();
    if (!Stream.of(".crt", ".conf").anyMatch(name::endsWith)) {
      return Optional.empty();
    }
    try {
      String text = Files.readString(file);
      return (name.endsWith(".crt") ? Optional.of(text) : embedded(text))
          .flatMap(CertificateExpiry::parse)
          .map(c ->
              new CertificateExpiry(
                  name, c.getBasicConstraints() >= 0, c.getNotAfter().toInstant()));
    } catch (IOException _) {
      // Gone since, or not ours to read: there is nothing to tell of it.
      return Optional.empty();
    }
  }

  private static Optional<String> embedded(String kubeconfig) {
    Matcher data = CLIENT_CERTIFICATE.matcher(kubeconfig);
    return data.find()
        ? Optional.of(
            new String(Base64.getDecoder().decode(data.group(1)), StandardCharsets.US_ASCII))
        : Optional.empty();
  }

  private static Optional<X509Certificate> parse(String pem) {
    try {
      var in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
      return Optional.of(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    } catch (CertificateException _) {
      return Optional.empty();
    }
  }
}
