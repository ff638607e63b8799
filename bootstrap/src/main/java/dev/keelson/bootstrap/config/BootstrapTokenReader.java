package dev.keelson.bootstrap.config;

import java.util.Set;

/** Checks {@code bootstrapTokens}, which have no effect yet. No sentence repeats a token. */
final class BootstrapTokenReader {
  private static final Set<String> USAGES = Set.of("signing", "authentication");

  private BootstrapTokenReader() {}

  static void check(Section init) {
    for (var token : init.sections("bootstrapTokens")) {
      check(token, init.problems());
    }
  }

  private static void check(Section section, Problems problems) {
    section
        .text("token")
        .filter(token -> !Names.isBootstrapToken(token.value()))
        .ifPresent(token ->
            problems.add(
                token.place(), "a token is six, a dot, and sixteen lower-case letters and digits"));
    section.text("description");
    // Zero is a token that never expires.
    section
        .text("ttl")
        .filter(ttl -> GoDuration.parse(ttl.value()).isEmpty())
        .ifPresent(ttl -> problems.add(ttl.place(), "%s is no duration such as 24h", ttl.value()));
    section.text("expires");
    if (section.has("ttl") && section.has("expires")) {
      problems.add(section.place(), "ttl and expires exclude each other; keep one of them");
    }
    checkUses(section, problems);
    section.end();
  }

  private static void checkUses(Section section, Problems problems) {
    for (var usage : section.texts("usages")) {
      if (!USAGES.contains(usage.value())) {
        problems.add(
            usage.place(), "%s is no usage; there are signing, authentication", usage.value());
      }
    }
    boolean authenticates =
        !section.has("usages")
            || section.texts("usages").stream().anyMatch(u -> u.value().equals("authentication"));
    for (var group : section.texts("groups")) {
      if (!authenticates) {
        problems.add(group.place(), "groups need the usage authentication");
      }
      if (!Names.isTokenGroup(group.value())) {
        problems.add(group.place(), "%s does not begin with system:bootstrappers:", group.value());
      }
    }
  }
}
