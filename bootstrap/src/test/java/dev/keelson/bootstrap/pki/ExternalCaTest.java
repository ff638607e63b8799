package dev.keelson.bootstrap.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CAs whose keys are kept elsewhere. */
class ExternalCaTest {
  @TempDir private Path root;

  @Test
  void nothingIsGeneratedAndTheKeyStaysAway() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.delete(node.pkiFile("ca.key"));
      var pki = node.pki();
      pki.verify();
      assertThat(pki.externalCa()).isTrue();
      assertThat(pki.missingKeys()).isEmpty();
      assertThat(pki.files("ca"))
          .extracting(file -> file.path().getFileName().toString())
          .containsExactly("ca.crt");
      assertThat(node.journalDirectory()).isEmptyDirectory();
    }
  }

  @Test
  void everythingItWouldSignMustBeThere() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.delete(node.pkiFile("ca.key"));
      Files.delete(node.pkiFile("apiserver.crt"));
      Files.delete(node.pkiFile("apiserver.key"));
      Files.delete(node.pkiFile("sa.key"));
      assertThatThrownBy(() -> node.pki().verify())
          .hasMessage(
              node.pkiFile("apiserver.crt")
                  + " is missing, and it cannot be issued, as the key of its CA, "
                  + node.pkiFile("ca.key")
                  + ", is not here; put the certificate and its key there, signed by that CA.\n"
                  + node.pkiFile("sa.key")
                  + " is missing, and nothing is generated while the key of the cluster's CA is"
                  + " kept elsewhere; put sa.key and sa.pub there.");
    }
  }

  @Test
  void clientCannotBeSigned() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.delete(node.pkiFile("ca.key"));
      assertThatThrownBy(() -> node.pki().client("admin.conf", Subject.of("someone")))
          .isInstanceOf(PkiException.class)
          .hasMessageContaining("the key of its CA is not on this node");
    }
  }

  @Test
  void eachCaStandsForItself() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.delete(node.pkiFile("front-proxy-ca.key"));
      Files.delete(node.pkiFile("apiserver.crt"));
      Files.delete(node.pkiFile("apiserver.key"));
      assertThat(node.pki().externalCa()).isFalse();
      assertThat(node.pki().missingKeys()).containsExactly("apiserver");
      assertThat(node.pki().files("front-proxy-ca")).hasSize(1);
    }
  }

  @Test
  void externalEtcdHasNoneOfItsCertificates() {
    var fields =
        """
        encryptionAlgorithm: ECDSA-P256
        etcd: {external: {endpoints: [http://192.0.2.1:2379]}}
        """;
    try (var node = TestNode.in(root, fields)) {
      assertThat(node.pki().missingKeys())
          .containsExactly(
              "ca",
              "apiserver",
              "sa",
              "apiserver-kubelet-client",
              "front-proxy-ca",
              "front-proxy-client");
      assertThatThrownBy(() -> node.pki().files("etcd-ca"))
          .hasMessage("this node has no certificate etcd-ca");
    }
  }
}
