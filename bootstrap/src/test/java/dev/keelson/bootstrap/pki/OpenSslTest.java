package dev.keelson.bootstrap.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another implementation takes what is issued here, and its keys are taken here. */
class OpenSslTest {
  @TempDir private Path root;

  @ParameterizedTest
  @ValueSource(strings = {"RSA-2048", "ECDSA-P256", "ECDSA-P384"})
  void opensslVerifiesWhatIsIssued(String algorithm) throws Exception {
    try (var node = TestNode.in(root, "encryptionAlgorithm: " + algorithm + "\n").initialized()) {
      for (var spec : CertificateCatalog.all()) {
        var ca = CertificateCatalog.find(spec.signer().orElse(spec.name())).orElseThrow();
        var file = spec.certificateFile(node.spec().certificatesDir());
        var time = String.valueOf(TestNode.NOW.getEpochSecond());
        var anchor = ca.certificateFile(node.spec().certificatesDir()).toString();
        assertThat(
                openssl(
                    "verify", "-x509_strict", "-attime", time, "-CAfile", anchor, file.toString()))
            .endsWith("OK\n");
        var key = spec.keyFile(node.spec().certificatesDir()).toString();
        assertThat(openssl("pkey", "-in", key, "-check", "-noout")).contains("valid");
        assertThat(openssl("pkey", "-in", key, "-pubout"))
            .isEqualTo(openssl("x509", "-in", file.toString(), "-pubkey", "-noout"));
      }
      assertThat(openssl("pkey", "-in", node.pkiFile("sa.key").toString(), "-pubout"))
          .isEqualTo(Files.readString(node.pkiFile("sa.pub")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "genrsa -traditional 2048",
        "genrsa 2048",
        "ecparam -name prime256v1 -genkey",
        "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp384r1"
      })
  void keyOfOpensslIsUsed(String command) throws Exception {
    try (var node = TestNode.in(root)) {
      Files.createDirectories(node.pkiFile(""));
      Files.writeString(node.pkiFile("sa.key"), openssl(command.split(" ")));
      var files = node.pki().files("sa");
      assertThat(files.getFirst().content().utf8())
          .isEqualTo(Files.readString(node.pkiFile("sa.key")));
      assertThat(files.getLast().content().utf8())
          .isEqualTo(openssl("pkey", "-in", node.pkiFile("sa.key").toString(), "-pubout"));
    }
  }

  private static String openssl(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(Arrays.asList(arguments));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new AssertionError("openssl is not there; install it: apt-get install openssl", e);
    }
    try (var output = process.getInputStream()) {
      var text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s: %s", command, text).isZero();
      return text;
    }
  }
}
