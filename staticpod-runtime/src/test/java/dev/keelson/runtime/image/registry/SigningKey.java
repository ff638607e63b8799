package dev.keelson.runtime.image.registry;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A key with a certificate, made by the JDK's keytool once for all tests. */
final class SigningKey {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static @Nullable SigningKey shared;

  private final PrivateKey key;
  private final Certificate certificate;

  private SigningKey(PrivateKey key, Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  static synchronized SigningKey shared() throws Exception {
    SigningKey made = shared;
    if (made == null) {
      made = make();
      shared = made;
    }
    return made;
  }

  String certificatePem() {
    try {
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  byte[] sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** libtrust's name of the key: 240 bits of its digest in base32, in groups of four. */
  String id() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(certificate.getPublicKey().getEncoded());
      return base32(Arrays.copyOf(digest, 30)).replaceAll("(.{4})(?=.)", "$1:");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    BigInteger number = new BigInteger(1, bytes);
    for (int shift = bytes.length * 8 - 5; shift >= 0; shift -= 5) {
      int index = number.shiftRight(shift).intValue() & 31;
      text.append("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".charAt(index));
    }
    return text.toString();
  }

  private static SigningKey make() throws Exception {
    Path directory = Files.createTempDirectory("signing-key");
    Path file = directory.resolve("keys.p12");
    try {
      keytool(file);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD);
      }
      return new SigningKey(
          (PrivateKey) store.getKey("tokens", PASSWORD), store.getCertificate("tokens"));
    } finally {
      Files.deleteIfExists(file);
      Files.delete(directory);
    }
  }

  private static void keytool(Path file) throws IOException, InterruptedException {
    String command = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process process =
        new ProcessBuilder(
                command,
                "-genkeypair",
                "-alias",
                "tokens",
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-dname",
                "CN=tokens",
                "-keystore",
                file.toString(),
                "-storepass",
                "changeit")
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool made no key: " + said);
    }
  }
}
