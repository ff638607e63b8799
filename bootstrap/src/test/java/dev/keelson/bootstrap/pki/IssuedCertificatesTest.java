package dev.keelson.bootstrap.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keelson.bootstrap.config.EncryptionAlgorithm;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an issued certificate says, by the words of kubeadm v1.37. */
class IssuedCertificatesTest {
  private static final boolean[] LEAF_USAGE = {
    true, false, true, false, false, false, false, false, false
  };
  private static final boolean[] CA_USAGE = {
    true, false, true, false, false, true, false, false, false
  };
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT = "1.3.6.1.5.5.7.3.2";

  @TempDir private Path root;

  @Test
  void caSignsItselfForTenYears() throws Exception {
    try (var node = TestNode.in(root)) {
      X509Certificate ca = certificate(node.pki(), "ca");
      assertThat(ca.getSubjectX500Principal().getName()).isEqualTo("CN=kubernetes");
      assertThat(ca.getIssuerX500Principal()).isEqualTo(ca.getSubjectX500Principal());
      assertThat(ca.getKeyUsage()).isEqualTo(CA_USAGE);
      assertThat(ca.getExtendedKeyUsage()).isNull();
      assertThat(ca.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
      assertThat(ca.getSubjectAlternativeNames()).containsExactly(List.of(2, "kubernetes"));
      assertThat(ca.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
      assertThat(ca.getNotBefore().toInstant()).isEqualTo(TestNode.NOW.minusSeconds(300));
      assertThat(ca.getNotAfter().toInstant()).isEqualTo(TestNode.NOW.plus(Duration.ofDays(3650)));
      ca.verify(ca.getPublicKey());
    }
  }

  @Test
  void apiServerServesUnderEveryNameOfTheService() throws Exception {
    var fields =
        """
        encryptionAlgorithm: ECDSA-P256
        certificateValidityPeriod: 100h
        controlPlaneEndpoint: api.example.org:8443
        apiServer:
          certSANs: [aaa.example.org, 192.0.2.7, "*.example.net", 10.0.0.5, "fd00::7"]
        """;
    try (var node = TestNode.in(root, fields)) {
      X509Certificate leaf = certificate(node.pki(), "apiserver");
      assertThat(leaf.getSubjectX500Principal().getName()).isEqualTo("CN=kube-apiserver");
      assertThat(leaf.getKeyUsage()).isEqualTo(LEAF_USAGE);
      assertThat(leaf.getExtendedKeyUsage()).containsExactly(SERVER);
      assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
      assertThat(leaf.getNotAfter().toInstant())
          .isEqualTo(TestNode.NOW.plus(Duration.ofHours(100)));
      assertThat(leaf.getSubjectAlternativeNames())
          .containsExactly(
              List.of(2, "*.example.net"),
              List.of(2, "aaa.example.org"),
              List.of(2, "api.example.org"),
              List.of(2, "cp1"),
              List.of(2, "kubernetes"),
              List.of(2, "kubernetes.default"),
              List.of(2, "kubernetes.default.svc"),
              List.of(2, "kubernetes.default.svc.cluster.local"),
              List.of(7, "10.96.0.1"),
              List.of(7, "10.0.0.5"),
              List.of(7, "192.0.2.7"),
              List.of(7, "fd00:0:0:0:0:0:0:7"));
    }
  }

  @Test
  void etcdMembersAreServersAndClients() throws Exception {
    var fields =
        """
        encryptionAlgorithm: ECDSA-P256
        etcd: {local: {serverCertSANs: [etcd.example.org], peerCertSANs: [192.0.2.9]}}
        """;
    try (var node = TestNode.in(root, fields)) {
      X509Certificate server = certificate(node.pki(), "etcd-server");
      assertThat(server.getSubjectX500Principal().getName()).isEqualTo("CN=cp1");
      assertThat(server.getExtendedKeyUsage()).containsExactly(SERVER, CLIENT);
      assertThat(server.getSubjectAlternativeNames())
          .containsExactly(
              List.of(2, "cp1"),
              List.of(2, "etcd.example.org"),
              List.of(2, "localhost"),
              List.of(7, "10.0.0.5"),
              List.of(7, "127.0.0.1"),
              List.of(7, "0:0:0:0:0:0:0:1"));
      assertThat(certificate(node.pki(), "etcd-peer").getSubjectAlternativeNames())
          .contains(List.of(7, "192.0.2.9"))
          .doesNotContain(List.of(2, "etcd.example.org"));
    }
  }

  @Test
  void leafNamesTheKeyOfItsCa() {
    try (var node = TestNode.in(root)) {
      var pki = node.pki();
      var caKey = CertificateExtensions.subjectKeyIdentifier(certificate(pki, "ca")).orElseThrow();
      byte[] extension = certificate(pki, "apiserver").getExtensionValue("2.5.29.35");
      assertThat(caKey).hasSize(20);
      assertThat(extension).endsWith(caKey);
      assertThat(certificate(pki, "apiserver").getExtensionValue("2.5.29.14")).isNull();
      assertThat(certificate(pki, "ca").getExtensionValue("2.5.29.35")).isNull();
    }
  }

  @Test
  void clientBeginsWhenItsCaDoes() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      var later = TestNode.NOW.plus(Duration.ofDays(30));
      var client = node.pki(later).client("admin.conf", Subject.of("someone", "system:masters"));
      X509Certificate certificate = Certificates.parse(client.certificate()).getFirst();
      assertThat(certificate.getSubjectX500Principal().getName())
          .isEqualTo("CN=someone,O=system:masters");
      assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT);
      assertThat(certificate.getSubjectAlternativeNames()).isNull();
      assertThat(certificate.getNotBefore().toInstant()).isEqualTo(TestNode.NOW.minusSeconds(300));
      assertThat(certificate.getNotAfter().toInstant()).isEqualTo(later.plus(Duration.ofDays(365)));
    }
  }

  @ParameterizedTest
  @EnumSource
  void signsByTheKindOfKey(EncryptionAlgorithm algorithm) throws Exception {
    try (var node = TestNode.in(root, "encryptionAlgorithm: " + algorithm.word() + "\n")) {
      var pki = node.pki();
      X509Certificate leaf = certificate(pki, "front-proxy-client");
      leaf.verify(certificate(pki, "front-proxy-ca").getPublicKey());
      assertThat(leaf.getSigAlgName())
          .isEqualTo(
              switch (algorithm) {
                case RSA_2048, RSA_3072, RSA_4096 -> "SHA256withRSA";
                case ECDSA_P256 -> "SHA256withECDSA";
                case ECDSA_P384 -> "SHA384withECDSA";
              });
      assertThat(pki.files("front-proxy-client").getLast().content().utf8())
          .startsWith(
              switch (algorithm) {
                case RSA_2048, RSA_3072, RSA_4096 -> "-----BEGIN RSA PRIVATE KEY-----\n";
                case ECDSA_P256, ECDSA_P384 -> "-----BEGIN EC PRIVATE KEY-----\n";
              });
    }
  }

  @Test
  void serialsArePositiveAndDiffer() {
    try (var node = TestNode.in(root)) {
      var serials =
          CertificateCatalog.all().stream()
              .map(c -> certificate(node.pki(), c.name()).getSerialNumber())
              .toList();
      assertThat(serials).doesNotHaveDuplicates().allMatch(s -> s.signum() > 0);
      assertThat(serials).allMatch(s -> s.bitLength() < 64);
    }
  }

  @Test
  void modesAreKubeadms() {
    try (var node = TestNode.in(root)) {
      var pki = node.pki();
      assertThat(pki.files("etcd-server")).extracting("mode").containsExactly(0644, 0600);
      assertThat(pki.files("sa")).extracting("mode").containsExactly(0600, 0600);
      assertThat(pki.files("sa"))
          .extracting(file -> file.path().getFileName().toString())
          .containsExactly("sa.key", "sa.pub");
    }
  }

  @Test
  void staysTheSameOnceComputed() {
    try (var node = TestNode.in(root)) {
      var pki = node.pki();
      assertThat(pki.files("apiserver")).isEqualTo(pki.files("apiserver"));
      assertThat(pki.files("sa")).isEqualTo(pki.files("sa"));
    }
  }

  private static X509Certificate certificate(Pki pki, String name) {
    return Certificates.parse(pki.files(name).getFirst().content()).getFirst();
  }
}
