package dev.keelson.runtime.kube;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS as a kubeconfig asks for it: whom to trust and what to show. */
final class Tls {
  private static final char[] NO_PASSWORD = {};

  private Tls() {}

  static SSLContext context(KubeConfig config) {
    try {
      var context = SSLContext.getInstance("TLS");
      context.init(keys(config), trust(config), null);
      return context;
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new KubeException(
          "cannot use the certificates of the " + config + ": " + e.getMessage(),
          KubeException.UNREACHABLE,
          e);
    }
  }

  private static KeyManager @Nullable [] keys(KubeConfig config)
      throws GeneralSecurityException, IOException {
    if (config.clientCertificate().isEmpty() || config.clientKey().isEmpty()) {
      return null;
    }
    Certificate[] chain =
        certificates(config.clientCertificate().get()).toArray(Certificate[]::new);
    KeyStore store = emptyStore();
    store.setKeyEntry("client", PrivateKeys.parse(config.clientKey().get()), NO_PASSWORD, chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static TrustManager @Nullable [] trust(KubeConfig config)
      throws GeneralSecurityException, IOException {
    if (config.certificateAuthority().isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    int i = 0;
    for (Certificate authority : certificates(config.certificateAuthority().get())) {
      store.setCertificateEntry("ca" + i++, authority);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static List<Certificate> certificates(String pem) throws GeneralSecurityException {
    var factory = CertificateFactory.getInstance("X.509");
    var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
    return List.copyOf(factory.generateCertificates(bytes));
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
