package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.VolumeMount.Propagation;
import java.util.List;

/** Reads where volumes are mounted. */
final class VolumeMountReader {
  private static final List<String> BIND_OPTIONS = List.of("noexec", "nodev", "nosuid");

  private VolumeMountReader() {}

  static VolumeMount read(Fields fields) {
    String mountPath = fields.required("mountPath");
    String subPath = fields.text("subPath", "");
    String subPathExpr = fields.text("subPathExpr", "");
    if (!subPath.isEmpty() && !subPathExpr.isEmpty()) {
      fields.problem("subPathExpr", "cannot be given beside subPath");
    }
    if (mountPath.contains(":")) {
      fields.problem("mountPath", "\"" + mountPath + "\" may not hold :");
    }
    if (!subPath.isEmpty() && !isInside(subPath)) {
      fields.problem("subPath", "\"" + subPath + "\" leaves the volume");
    }
    boolean readOnly = fields.flag("readOnly", false);
    String recursive =
        fields.has("recursiveReadOnly")
            ? fields.oneOf("recursiveReadOnly", "", "Disabled", "IfPossible", "Enabled")
            : "Disabled";
    Propagation propagation = propagation(fields);
    boolean wholly = !recursive.equals("Disabled");
    if (wholly && (!readOnly || propagation != Propagation.NONE)) {
      fields.problem("recursiveReadOnly", "needs readOnly, and no mountPropagation");
    }
    return new VolumeMount(
        fields.required("name"),
        mountPath,
        readOnly,
        wholly,
        propagation,
        bindOptions(fields),
        subPath,
        subPathExpr);
  }

  private static List<String> bindOptions(Fields fields) {
    List<String> words = fields.texts("bindMountOptions");
    for (int i = 0; i < words.size(); i++) {
      String field = "bindMountOptions[" + i + "]";
      if (!BIND_OPTIONS.contains(words.get(i))) {
        fields.problem(field, "is none of " + String.join(", ", BIND_OPTIONS));
      } else if (words.indexOf(words.get(i)) < i) {
        fields.problem(field, "is there already");
      }
    }
    return words;
  }

  private static Propagation propagation(Fields fields) {
    fields.passes("mountPropagation");
    if (!fields.has("mountPropagation")) {
      return Propagation.NONE;
    }
    return switch (fields.oneOf(
        "mountPropagation", "None", "None", "HostToContainer", "Bidirectional")) {
      case "HostToContainer" -> Propagation.HOST_TO_CONTAINER;
      case "Bidirectional" -> Propagation.BIDIRECTIONAL;
      default -> Propagation.NONE;
    };
  }

  static boolean isInside(String path) {
    return !path.startsWith("/") && !List.of(path.split("/", -1)).contains("..");
  }
}
