package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.PodFields.Use;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads environment variables and what they refer to. */
final class EnvReader {
  private static final Quantity ONE = new Quantity(BigDecimal.ONE);
  private static final List<String> REFERENCES =
      List.of("fieldRef", "resourceFieldRef", "fileKeyRef", "configMapKeyRef", "secretKeyRef");

  private EnvReader() {}

  static EnvVar read(Fields fields) {
    String name = fields.required("name");
    if (name.contains("=") || name.chars().anyMatch(c -> c < ' ')) {
      fields.problem("name", "\"" + name + "\" holds what a variable's name cannot");
    }
    String value = fields.text("value", "");
    Optional<EnvVar> from = fields.object("valueFrom", f -> from(f, name));
    if (from.isPresent() && !value.isEmpty()) {
      fields.problem("valueFrom", "cannot be given beside value");
    }
    return from.orElseGet(() -> new EnvVar.Literal(name, value));
  }

  private static EnvVar from(Fields fields, String name) {
    fields.refuses("configMapKeyRef", Refusals.API_OBJECT);
    fields.refuses("secretKeyRef", Refusals.API_OBJECT);
    if (REFERENCES.stream().filter(fields::has).count() != 1) {
      fields.problem("", "one of " + String.join(", ", REFERENCES.subList(0, 3)) + " is needed");
    }
    return Stream.of(
            fields.object("fieldRef", f -> field(f, name, Use.VARIABLE)),
            fields.object("resourceFieldRef", f -> resource(f, name)),
            fields.object("fileKeyRef", f -> file(f, name)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> new EnvVar.Literal(name, ""));
  }

  private static EnvVar field(Fields fields, String name, Use use) {
    fields.text("apiVersion", "v1");
    return new EnvVar.FromField(name, path(fields, use));
  }

  private static String path(Fields fields, Use use) {
    String path = fields.required("fieldPath");
    if (!path.isEmpty() && !PodFields.isKnown(path, use)) {
      fields.problem("fieldPath", "\"" + path + "\" is not a field that can be read here");
    }
    return path;
  }

  private static EnvVar resource(Fields fields, String name) {
    return resourceOf(fields, name, fields.text("containerName", ""));
  }

  private static EnvVar.FromPod resourceOf(Fields fields, String name, String container) {
    String resource = fields.required("resource");
    if (!resource.isEmpty() && !ResourceFields.isKnown(resource)) {
      fields.problem(
          "resource",
          "\""
              + resource
              + "\" is not limits. or requests. with cpu, memory, ephemeral-storage"
              + " or hugepages-SIZE");
    }
    Quantity divisor = fields.quantity("divisor").filter(q -> !q.isZero()).orElse(ONE);
    if (!ResourceFields.isDivisor(resource, divisor)) {
      fields.problem("divisor", ResourceFields.divisors(resource));
    }
    return new EnvVar.FromResource(name, container, resource, divisor);
  }

  private static EnvVar file(Fields fields, String name) {
    String path = fields.required("path");
    if (!VolumeMountReader.isInside(path)) {
      fields.problem("path", "\"" + path + "\" leaves the volume");
    }
    return new EnvVar.FromFile(
        name,
        fields.required("volumeName"),
        path,
        fields.required("key"),
        fields.flag("optional", false));
  }

  /** The {@code fieldRef} or {@code resourceFieldRef} of a file, one of which is needed. */
  static EnvVar.FromPod ofFile(Fields fields, String path) {
    Optional<EnvVar.FromPod> field =
        fields.object(
            "fieldRef",
            f -> {
              f.text("apiVersion", "v1");
              return new EnvVar.FromField(path, path(f, Use.FILE));
            });
    Optional<EnvVar.FromPod> resource =
        fields.object("resourceFieldRef", f -> resourceOf(f, path, f.required("containerName")));
    if (field.isPresent() == resource.isPresent()) {
      fields.problem("", "one of fieldRef and resourceFieldRef is needed");
    }
    return field.or(() -> resource).orElseGet(() -> new EnvVar.FromField(path, ""));
  }
}
