package dev.keelson.runtime.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.keelson.runtime.testkit.Command;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrivateKeysTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "RSA, SHA256withRSA, genrsa -traditional -out key 2048",
    "RSA, SHA256withRSA, genpkey -algorithm RSA -out key",
    "EC, SHA256withECDSA, ecparam -name prime256v1 -genkey -out key",
    "EC, SHA256withECDSA, ecparam -name prime256v1 -genkey -noout -out key",
    "EC, SHA384withECDSA, ecparam -name secp384r1 -genkey -out key",
    "EC, SHA256withECDSA, genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key",
    "Ed25519, Ed25519, genpkey -algorithm ed25519 -out key",
  })
  void readsWhatOpensslWrites(String algorithm, String signing, String arguments) throws Exception {
    Command.run(directory, ("openssl " + arguments).split(" ", -1));
    Command.run(directory, "openssl", "pkey", "-in", "key", "-pubout", "-out", "public");

    PrivateKey key = PrivateKeys.parse(Files.readString(directory.resolve("key")));

    assertThat(key.getAlgorithm()).isIn(algorithm, "EdDSA");
    assertThat(verifies(key, publicKey(algorithm), signing)).isTrue();
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> PrivateKeys.parse("nothing"))
        .isInstanceOf(GeneralSecurityException.class)
        .hasMessage("there is no private key in the PEM text");
  }

  @Test
  void refusesAKeyThatEndsInTheMiddle() {
    String torn = "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n";
    assertThatThrownBy(() -> PrivateKeys.parse(torn)).hasMessageContaining("ends in the middle");
  }

  private PublicKey publicKey(String algorithm) throws Exception {
    byte[] der = Pem.blocks(Files.readString(directory.resolve("public"))).getFirst().der();
    return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(der));
  }

  private static boolean verifies(PrivateKey key, PublicKey publicKey, String algorithm)
      throws Exception {
    byte[] message = "hello".getBytes(StandardCharsets.UTF_8);
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(message);
    Signature verifier = Signature.getInstance(algorithm);
    verifier.initVerify(publicKey);
    verifier.update(message);
    return verifier.verify(signer.sign());
  }
}
