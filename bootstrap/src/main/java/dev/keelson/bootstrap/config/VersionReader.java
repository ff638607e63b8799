package dev.keelson.bootstrap.config;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads {@code kubernetesVersion}. Labels are answered from what is known here, never looked up.
 */
final class VersionReader {
  private static final Pattern STABLE =
      Pattern.compile("(?:release/)?stable(?:-1(?:\\.(\\d{1,4}))?)?");

  private VersionReader() {}

  static KubernetesVersion read(Section section, Unheeded unheeded) {
    var newest = KubernetesRelease.newest().newestPatch();
    return section
        .text("kubernetesVersion")
        .flatMap(text -> read(text, section.problems(), unheeded))
        .orElse(newest);
  }

  private static Optional<KubernetesVersion> read(
      Located<String> text, Problems problems, Unheeded unheeded) {
    var label = STABLE.matcher(text.value());
    if (!label.matches()) {
      return text.read(
          problems,
          value -> KubernetesVersion.parse(value).filter(v -> KubernetesRelease.of(v).isPresent()),
          text.value() + " cannot be brought up; there are " + known());
    }
    var minor = Optional.ofNullable(label.group(1)).map(Integer::valueOf);
    var release =
        text.read(
            problems,
            _ ->
                minor
                    .map(KubernetesRelease::ofMinor)
                    .orElse(Optional.of(KubernetesRelease.newest())),
            text.value() + " names a release that is not known here; there are " + known());
    release.ifPresent(r ->
        unheeded.warn(
            "%s is taken as %s, the newest known here; nothing is looked up",
            text.value(), r.newestPatch()));
    return release.map(KubernetesRelease::newestPatch);
  }

  private static String known() {
    return Arrays.stream(KubernetesRelease.values())
        .map(release -> "v1." + release.newestPatch().minor() + ".x")
        .collect(Collectors.joining(" and "));
  }
}
