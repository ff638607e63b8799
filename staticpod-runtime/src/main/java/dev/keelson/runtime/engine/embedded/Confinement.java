package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.AppArmor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * The AppArmor profile a container runs under, as containerd chooses it: where the kernel has
 * AppArmor, one that asks for nothing gets the default profile too. That is loaded when it is
 * needed first.
 */
final class Confinement {
  private static final String DEFAULT = "keelson-default";
  private static final String LOCALHOST = "localhost/";

  private Confinement() {}

  /** The profile's name; empty for none. */
  static Optional<String> profile(ContainerSecurity security)
      throws IOException, InterruptedException {
    String wanted = security.appArmorProfile();
    if (security.privileged() || wanted.equals("unconfined")) {
      return Optional.empty();
    }
    if (wanted.startsWith(LOCALHOST)) {
      return Optional.of(loaded(wanted.substring(LOCALHOST.length())));
    }
    if (!AppArmor.enabled()) {
      return Optional.empty();
    }
    Optional<Path> parser = AppArmor.parser();
    if (parser.isEmpty() && wanted.isEmpty()) {
      return Optional.empty();
    }
    if (!AppArmor.has(DEFAULT)) {
      AppArmor.load(parser.orElseThrow(Confinement::noParser), text());
    }
    return Optional.of(DEFAULT);
  }

  private static String loaded(String profile) throws IOException {
    if (!AppArmor.has(profile)) {
      throw new EngineException(
          "the AppArmor profile \"%s\" is not loaded on this node: apparmor_parser --replace loads it"
              .formatted(profile));
    }
    return profile;
  }

  private static EngineException noParser() {
    return new EngineException(
        "the default AppArmor profile is loaded by apparmor_parser, which is not there: apt-get"
            + " install apparmor");
  }

  /** The default profile. */
  static String text() throws IOException {
    try (InputStream text = Confinement.class.getResourceAsStream("apparmor-profile")) {
      byte[] bytes = Objects.requireNonNull(text, "apparmor-profile").readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }
}
