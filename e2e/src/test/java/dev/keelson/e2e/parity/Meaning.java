package dev.keelson.e2e.parity;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What a file of a control-plane node says: equal for two files that do the same. */
final class Meaning {
  private static final Pattern DATA =
      Pattern.compile("(certificate-authority|client-certificate|client-key)-data: (\\S+)");

  private Meaning() {}

  /** The meaning of a file by its name; the bytes themselves where it has no other. */
  static Object of(String path, byte[] content) throws CertificateException {
    String text = new String(content, StandardCharsets.UTF_8);
    return switch (path.substring(path.lastIndexOf('.') + 1)) {
      case "crt" -> CertificateMeaning.of(content);
      case "key", "pub" -> KeyMeaning.of(content);
      case "conf" -> DATA.matcher(text).replaceAll(Meaning::embedded);
      case "yaml" -> manifest(text);
      default -> text;
    };
  }

  /** A manifest's values. */
  static Map<String, Object> manifest(String text) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    return new Yaml(new SafeConstructor(options)).load(text);
  }

  private static String embedded(MatchResult match) {
    byte[] content = Base64.getDecoder().decode(match.group(2));
    try {
      return match.group(1)
          + ": "
          + (match.group(1).equals("client-key")
              ? KeyMeaning.of(content)
              : CertificateMeaning.of(content));
    } catch (CertificateException e) {
      throw new IllegalStateException("the certificate in " + match.group(1) + "-data", e);
    }
  }
}
