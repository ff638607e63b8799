package dev.keelson.runtime.manifest;

import java.math.BigDecimal;
import java.util.Optional;

/** Reads environment variables and what they refer to. */
final class EnvReader {
  private static final Quantity ONE = new Quantity(BigDecimal.ONE);

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
    fields.refuses("fileKeyRef", Refusals.NOT_YET);
    return reference(fields, name).orElseGet(() -> new EnvVar.Literal(name, ""));
  }

  /** The {@code fieldRef} or {@code resourceFieldRef} there, one of which is needed. */
  static Optional<EnvVar> reference(Fields fields, String name) {
    Optional<EnvVar> field = fields.object("fieldRef", f -> field(f, name));
    Optional<EnvVar> resource = fields.object("resourceFieldRef", f -> resource(f, name));
    if (field.isPresent() == resource.isPresent()
        && !fields.has("configMapKeyRef")
        && !fields.has("secretKeyRef")
        && !fields.has("fileKeyRef")) {
      fields.problem("", "one of fieldRef and resourceFieldRef is needed");
    }
    return field.or(() -> resource);
  }

  private static EnvVar field(Fields fields, String name) {
    fields.text("apiVersion", "v1");
    String path = fields.required("fieldPath");
    if (!path.isEmpty() && !PodFields.isKnown(path)) {
      fields.problem("fieldPath", "\"" + path + "\" is not a field that can be read here");
    }
    return new EnvVar.FromField(name, path);
  }

  private static EnvVar resource(Fields fields, String name) {
    String resource = fields.required("resource");
    if (!resource.startsWith("limits.") && !resource.startsWith("requests.")) {
      fields.problem("resource", "\"" + resource + "\" is not limits.NAME or requests.NAME");
    }
    Quantity divisor = fields.quantity("divisor").filter(q -> !q.isZero()).orElse(ONE);
    return new EnvVar.FromResource(name, fields.text("containerName", ""), resource, divisor);
  }
}
