package dev.keelson.bootstrap.config;

import java.util.regex.Pattern;

/** The syntax of names: DNS-1123, image references, bootstrap tokens. */
final class Names {
  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  private static final Pattern DNS_LABEL = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAIN = Pattern.compile(LABEL + "(?:\\." + LABEL + ")*");

  // The reference grammar of the distribution project, up to the last component.
  private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
  private static final String DOMAIN_PART = "(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])";
  private static final String DOMAIN =
      "(?:" + DOMAIN_PART + "(?:\\." + DOMAIN_PART + ")*|\\[[a-fA-F0-9:]+\\])(?::\\d+)?";
  private static final Pattern REPOSITORY =
      Pattern.compile("(?:" + DOMAIN + "|" + COMPONENT + ")(?:/" + COMPONENT + ")*");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");

  private static final Pattern TOKEN = Pattern.compile("[a-z0-9]{6}\\.[a-z0-9]{16}");
  private static final Pattern TOKEN_GROUP =
      Pattern.compile("system:bootstrappers:[a-z0-9:-]{0,255}[a-z0-9]");
  private static final Pattern CERTIFICATE_KEY = Pattern.compile("[0-9a-fA-F]{64}");

  private Names() {}

  static boolean isDnsLabel(String text) {
    return text.length() <= 63 && DNS_LABEL.matcher(text).matches();
  }

  static boolean isSubdomain(String text) {
    return text.length() <= 253 && SUBDOMAIN.matcher(text).matches();
  }

  /** A subdomain whose first label may be an asterisk, or an IP address. */
  static boolean isAlternativeName(String text) {
    var domain = text.startsWith("*.") ? text.substring(2) : text;
    return isSubdomain(domain) || IpAddresses.parse(text).isPresent();
  }

  static boolean isImageRepository(String text) {
    return REPOSITORY.matcher(text).matches();
  }

  static boolean isImageTag(String text) {
    return TAG.matcher(text).matches();
  }

  static boolean isBootstrapToken(String text) {
    return TOKEN.matcher(text).matches();
  }

  static boolean isTokenGroup(String text) {
    return TOKEN_GROUP.matcher(text).matches();
  }

  static boolean isCertificateKey(String text) {
    return CERTIFICATE_KEY.matcher(text).matches();
  }
}
