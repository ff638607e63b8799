package dev.keelson.runtime.config;

import dev.keelson.runtime.manifest.Fields;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Values that documents of configuration hold and manifests do not. */
final class ConfigFields {
  private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");

  private ConfigFields() {}

  /** As Go writes it; zero or nothing is {@code otherwise}, as in a kubelet's document. */
  static Duration duration(Fields fields, String name, Duration otherwise) {
    Duration given = durationOrZero(fields, name);
    return given.isZero() ? otherwise : given;
  }

  static Duration durationOrZero(Fields fields, String name) {
    Optional<String> text = fields.text(name);
    Optional<Duration> parsed = text.flatMap(GoDuration::parse);
    if (text.isPresent() && parsed.isEmpty()) {
      fields.problem(name, text.get() + " is not a duration such as 20s");
    }
    return parsed.orElse(Duration.ZERO);
  }

  /** The number where it lies between both, else it is a problem. */
  static int between(Fields fields, String name, int otherwise, int least, int most) {
    int value = fields.number(name, otherwise, least);
    if (value > most) {
      fields.problem(name, value + " is greater than " + most);
    }
    return value;
  }

  static Optional<Path> path(Fields fields, String name) {
    return fields
        .text(name)
        .filter(p -> !p.isEmpty())
        .map(p -> {
          if (!p.startsWith("/")) {
            fields.problem(name, "\"" + p + "\" is not an absolute path");
          }
          return Path.of(p);
        });
  }

  static Optional<URI> url(Fields fields, String name) {
    return fields
        .text(name)
        .filter(u -> !u.isEmpty())
        .flatMap(u -> {
          Optional<URI> url = ManifestSources.parseUrl(u);
          if (url.isEmpty()) {
            fields.problem(name, "\"" + u + "\" is not a URL that begins with http:// or https://");
          }
          return url;
        });
  }

  static List<NodeTaint> taints(Fields fields, String name) {
    return new ArrayList<>(
        fields.objects(
            name,
            f -> {
              f.passes("timeAdded");
              String effect = f.required("effect");
              if (!effect.isEmpty() && !EFFECTS.contains(effect)) {
                f.problem(
                    "effect",
                    "\"" + effect + "\" is none of NoSchedule, PreferNoSchedule, NoExecute");
              }
              return new NodeTaint(f.required("key"), f.text("value", ""), effect);
            }));
  }
}
