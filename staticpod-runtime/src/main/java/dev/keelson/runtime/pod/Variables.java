package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerConfig.Env;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.EnvVar;
import dev.keelson.runtime.manifest.Expansion;
import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.volume.PodVolumes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** A container's environment, and texts with its variables expanded. */
final class Variables {
  private final SequencedMap<String, String> values = new LinkedHashMap<>();

  /**
   * The environment of that container.
   *
   * @throws dev.keelson.runtime.volume.VolumeException when a file with variables cannot be read
   */
  Variables(ContainerSpec container, PodFields fields, PodVolumes volumes) {
    for (EnvVar variable : container.env()) {
      value(variable, container, fields, volumes)
          .ifPresent(value -> values.put(variable.name(), value));
    }
  }

  /** A value sees the variables before it alone, and one that is looked up is not expanded. */
  private Optional<String> value(
      EnvVar variable, ContainerSpec container, PodFields fields, PodVolumes volumes) {
    return switch (variable) {
      case EnvVar.Literal literal -> Optional.of(expand(literal.value()));
      case EnvVar.FromPod field -> Optional.of(fields.value(field, container));
      case EnvVar.FromFile file -> volumes.variable(file);
    };
  }

  List<Env> environment() {
    return values.entrySet().stream().map(e -> new Env(e.getKey(), e.getValue())).toList();
  }

  List<String> expand(List<String> texts) {
    return Expansion.expand(texts, values);
  }

  String expand(String text) {
    return Expansion.expand(text, values);
  }
}
