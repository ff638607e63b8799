package dev.keelson.e2e.parity;

import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.PublicKey;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.util.Base64;
import java.util.regex.Pattern;

/** What kind of key it is, without the key. */
final class KeyMeaning {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----\n([A-Za-z0-9+/=\n]+)-----END \\1-----\n");

  private KeyMeaning() {}

  static String of(PublicKey key) {
    return key.getAlgorithm() + " " + bits(key);
  }

  /** The format of a key's file, and how long the key is. */
  static String of(byte[] pem) {
    var m = PEM.matcher(new String(pem, StandardCharsets.US_ASCII));
    if (!m.matches()) {
      return "no PEM file of one block";
    }
    byte[] der = Base64.getMimeDecoder().decode(m.group(2));
    int length = m.group(1).equals("RSA PRIVATE KEY") ? modulusLength(der) : der.length;
    long lines = m.group(2).lines().mapToInt(String::length).max().orElse(0);
    return m.group(1) + " of " + length + " bytes, at most " + lines + " characters a line";
  }

  /** The rest of PKCS#1 is as long as chance makes it: sequence, version, then the modulus. */
  private static int modulusLength(byte[] der) {
    int modulus = 4 + 3;
    return ((der[modulus + 2] & 0xff) << 8) | (der[modulus + 3] & 0xff);
  }

  private static int bits(Key key) {
    return switch (key) {
      case RSAKey rsa -> rsa.getModulus().bitLength();
      case ECKey ec -> ec.getParams().getOrder().bitLength();
      default -> 0;
    };
  }
}
