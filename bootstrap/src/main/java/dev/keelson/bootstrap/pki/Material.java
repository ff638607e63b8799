package dev.keelson.bootstrap.pki;

import dev.keelson.bootstrap.revision.Bytes;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * A certificate and what goes with it.
 *
 * @param certificate the first of its file
 * @param file the content of the certificate's file, byte for byte
 * @param key empty for a CA whose key is elsewhere
 */
record Material(X509Certificate certificate, Bytes file, Optional<EncodedKey> key) {
  static Material issued(X509Certificate certificate, EncodedKey key) {
    return new Material(certificate, CertificateIssuer.pem(certificate), Optional.of(key));
  }
}
