package dev.keelson.bootstrap.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.bootstrap.revision.PartFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is there already: kept where it is good, refused by name where it is not. */
class ReuseTest {
  private static final Duration YEAR = Duration.ofDays(365);

  @TempDir private Path root;

  @Test
  void everythingThatIsGoodStaysToTheByte() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      var pki = node.pki(TestNode.NOW.plus(Duration.ofDays(100)));
      assertThat(pki.missingKeys()).isEmpty();
      for (PartFile file : all(pki)) {
        assertThat(file.content().utf8()).isEqualTo(Files.readString(file.path()));
      }
      pki.verify();
    }
  }

  @Test
  void onlyWhatIsMissingIsIssued() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.delete(node.pkiFile("apiserver.crt"));
      Files.delete(node.pkiFile("apiserver.key"));
      assertThat(node.pki().missingKeys()).containsExactly("apiserver");
      var leaf = Certificates.parse(node.pki().files("apiserver").getFirst().content());
      var ca = Certificates.parse(node.pki().trustAnchor()).getFirst();
      assertThat(Certificates.chains(leaf, ca, TestNode.NOW)).isTrue();
    }
  }

  @Test
  void keysAreNamedInTheOrderTheyAreNeeded() {
    try (var node = TestNode.in(root)) {
      assertThat(node.pki().missingKeys())
          .startsWith("etcd-ca", "etcd-server", "etcd-peer", "ca", "apiserver", "sa")
          .hasSize(11);
    }
  }

  @Test
  void expiredLeafIsNamed() {
    try (var node = TestNode.in(root).initialized()) {
      var after = node.pki(TestNode.NOW.plus(YEAR).plusSeconds(1));
      assertThatThrownBy(() -> after.files("apiserver"))
          .hasMessage(
              node.pkiFile("apiserver.crt")
                  + " expired at 2027-11-21T14:02:41Z; renew it, or remove it and its key to have a"
                  + " new pair.");
      assertThatThrownBy(after::verify)
          .isInstanceOfSatisfying(PkiException.class, e -> assertThat(e.problems()).hasSize(7));
    }
  }

  @Test
  void clockBeforeTheBeginningIsNamed() {
    try (var node = TestNode.in(root).initialized()) {
      var before = node.pki(TestNode.NOW.minusSeconds(301));
      assertThatThrownBy(() -> before.files("ca"))
          .hasMessageContaining(
              node.pkiFile("ca.crt") + " is not valid before 2026-11-21T13:57:41Z");
    }
  }

  @Test
  void leafOfAnotherCaIsNamed(@TempDir Path elsewhere) throws Exception {
    try (var node = TestNode.in(root).initialized();
        var other = TestNode.in(elsewhere).initialized()) {
      copy(other, node, "apiserver.crt");
      copy(other, node, "apiserver.key");
      assertProblems(
          node,
          node.pkiFile("apiserver.crt")
              + " is not signed by the CA ca of "
              + node.pkiFile("")
              + "; put the CA that signed it there, or remove the certificate and its key to have a"
              + " new pair.");
    }
  }

  @Test
  void keyOfAnotherCertificateIsNamed() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.copy(
          node.pkiFile("sa.key"), node.pkiFile("ca.key"), StandardCopyOption.REPLACE_EXISTING);
      assertProblems(
          node,
          node.pkiFile("ca.key")
              + " is not the key of "
              + node.pkiFile("ca.crt")
              + "; put back the pair that belongs together, or remove both to have a new one.");
    }
  }

  @Test
  void missingNamesAreNamed() {
    try (var node = TestNode.in(root).initialized();
        var wider =
            TestNode.in(
                root,
                "encryptionAlgorithm: ECDSA-P256\napiServer: {certSANs: [a.example.org, 192.0.2.1]}\n")) {
      assertProblems(
          wider,
          node.pkiFile("apiserver.crt")
              + " is not valid for a.example.org, 192.0.2.1; remove it and its key to have a new"
              + " pair, or put one there that is.");
    }
  }

  @Test
  void missingUsageIsNamed() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      for (var suffix : List.of(".crt", ".key")) {
        Files.copy(
            node.pkiFile("apiserver" + suffix),
            node.pkiFile("apiserver-kubelet-client" + suffix),
            StandardCopyOption.REPLACE_EXISTING);
      }
      assertProblems(
          node,
          node.pkiFile("apiserver-kubelet-client.crt")
              + " does not allow the extended key usage [CLIENT_AUTH]; remove it and its key to"
              + " have a new pair, or put one there that does.");
    }
  }

  @Test
  void leafIsNoCa() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.copy(
          node.pkiFile("apiserver.crt"),
          node.pkiFile("front-proxy-ca.crt"),
          StandardCopyOption.REPLACE_EXISTING);
      assertThatThrownBy(() -> node.pki().files("front-proxy-client"))
          .hasMessageContaining(
              node.pkiFile("front-proxy-ca.crt") + " is not the certificate of a CA");
    }
  }

  @Test
  void loneHalvesAreNamed() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.delete(node.pkiFile("apiserver.key"));
      Files.delete(node.pkiFile("etcd/peer.crt"));
      Files.delete(node.pkiFile("sa.key"));
      assertThatThrownBy(() -> node.pki().verify())
          .hasMessageContainingAll(
              node.pkiFile("apiserver.key") + " is missing, and ",
              node.pkiFile("etcd/peer.key") + " is there without peer.crt; ",
              node.pkiFile("sa.pub") + " is there without sa.key; ");
    }
  }

  @Test
  void leafWithoutItsCaIsNamed() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.delete(node.pkiFile("front-proxy-ca.crt"));
      Files.delete(node.pkiFile("front-proxy-ca.key"));
      assertProblems(
          node,
          node.pkiFile("front-proxy-client.crt")
              + " is there without its CA, "
              + node.pkiFile("front-proxy-ca.crt")
              + "; put the CA's certificate there, or remove this one and its key to have a new"
              + " pair.");
    }
  }

  @Test
  void garbageIsNamedAndNotShown() throws Exception {
    try (var node = TestNode.in(root).initialized()) {
      Files.writeString(node.pkiFile("ca.crt"), "hunter2");
      Files.writeString(node.pkiFile("sa.key"), "hunter2");
      assertThatThrownBy(() -> node.pki().verify())
          .hasMessageContainingAll(
              node.pkiFile("ca.crt") + " holds no certificate that can be read",
              node.pkiFile("sa.key") + " holds no RSA or ECDSA private key")
          .hasMessageNotContaining("hunter2");
    }
  }

  @Test
  void publicKeyOfAnotherServiceAccountKeyIsNamed(@TempDir Path elsewhere) throws Exception {
    try (var node = TestNode.in(root).initialized();
        var other = TestNode.in(elsewhere).initialized()) {
      copy(other, node, "sa.pub");
      assertThatThrownBy(() -> node.pki().files("sa"))
          .hasMessageContaining(node.pkiFile("sa.pub") + " does not hold the public key of sa.key");
      Files.writeString(
          node.pkiFile("sa.pub"),
          Files.readString(other.pkiFile("sa.pub"))
              + PrivateKeys.encode(
                      PrivateKeys.decode(
                              dev.keelson.bootstrap.revision.Bytes.utf8(
                                  Files.readString(node.pkiFile("sa.key"))))
                          .orElseThrow()
                          .publicKey())
                  .utf8());
      assertThatCode(() -> node.pki().verify()).doesNotThrowAnyException();
    }
  }

  @Test
  void interruptedRunIsCompletedWithTheSameKeys() throws Exception {
    try (var node = TestNode.in(root)) {
      var planned = all(node.pki());
      for (int written = 0; written <= planned.size(); written++) {
        deleteTree(node.pkiFile(""));
        node.write(planned.subList(0, written));
        node.restart();
        node.pki().verify();
        assertThat(keys(all(node.pki()))).isEqualTo(keys(planned));
      }
    }
  }

  private static void assertProblems(TestNode node, String... problems) {
    assertThatThrownBy(() -> node.pki().verify())
        .isInstanceOfSatisfying(
            PkiException.class, e -> assertThat(e.problems()).containsExactly(problems));
  }

  static List<PartFile> all(Pki pki) {
    return Stream.concat(
            CertificateCatalog.all().stream().map(CertificateSpec::name),
            Stream.of(CertificateCatalog.SERVICE_ACCOUNT))
        .flatMap(name -> pki.files(name).stream())
        .toList();
  }

  private static List<String> keys(List<PartFile> files) {
    return files.stream()
        .filter(file -> file.path().toString().endsWith(".key"))
        .map(file -> file.content().utf8())
        .toList();
  }

  private static void copy(TestNode from, TestNode to, String name) throws Exception {
    Files.copy(from.pkiFile(name), to.pkiFile(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void deleteTree(Path directory) throws Exception {
    if (!Files.exists(directory)) {
      return;
    }
    try (var paths = Files.walk(directory)) {
      for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
