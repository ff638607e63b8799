package dev.keelson.bootstrap.kubeconfig;

import dev.keelson.bootstrap.pki.ClientCredentials;
import dev.keelson.bootstrap.revision.Bytes;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text of a kubeconfig with embedded credentials: fields, order and names of the context as
 * client-go writes them for kubeadm.
 */
final class KubeconfigText {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z][A-Za-z0-9._/@\\[\\]:-]*[A-Za-z0-9]");

  /** Words that YAML 1.1 reads as something other than text. */
  private static final Set<String> RESERVED =
      Set.of("true", "false", "null", "yes", "no", "on", "off");

  private KubeconfigText() {}

  static Bytes of(String clusterName, String user, String server, ClientCredentials credentials) {
    var context = scalar(user + "@" + clusterName);
    return Bytes.utf8(
        """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority-data: %s
            server: %s
          name: %s
        contexts:
        - context:
            cluster: %s
            user: %s
          name: %s
        current-context: %s
        kind: Config
        users:
        - name: %s
          user:
            client-certificate-data: %s
            client-key-data: %s
        """
            .formatted(
                base64(credentials.authority()),
                scalar(server),
                scalar(clusterName),
                scalar(clusterName),
                scalar(user),
                context,
                context,
                scalar(user),
                base64(credentials.certificate()),
                base64(credentials.key())));
  }

  private static String base64(Bytes content) {
    return Base64.getEncoder().encodeToString(content.toArray());
  }

  /** Plain where every YAML reader takes it for this text, else in double quotes. */
  private static String scalar(String text) {
    if (PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT))) {
      return text;
    }
    var quoted = new StringBuilder("\"");
    text.chars().forEach(c -> quoted.append(escaped((char) c)));
    return quoted.append('"').toString();
  }

  private static String escaped(char c) {
    if (c == '"' || c == '\\') {
      return "\\" + c;
    }
    return c < ' ' || c > '~' ? String.format("\\u%04x", (int) c) : String.valueOf(c);
  }
}
