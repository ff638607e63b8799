package dev.keelson.runtime.manifest;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads volumes of the pod's own fields, alone or projected. */
final class DownwardReader {
  private static final List<String> API_OBJECTS =
      List.of("configMap", "secret", "serviceAccountToken", "clusterTrustBundle", "podCertificate");
  private static final int DEFAULT_MODE = 0644;
  private static final int MOST_MODE = 0777;

  private DownwardReader() {}

  static VolumeSpec downwardApi(Fields fields, String name) {
    return volume(fields, name, false, fields.objects("items", DownwardReader::item));
  }

  static VolumeSpec projected(Fields fields, String name) {
    List<List<VolumeSpec.Item>> sources = fields.objects("sources", DownwardReader::source);
    return volume(fields, name, true, sources.stream().flatMap(List::stream).toList());
  }

  private static VolumeSpec volume(
      Fields fields, String name, boolean projected, List<VolumeSpec.Item> items) {
    Set<String> paths = new HashSet<>();
    items.stream()
        .filter(i -> !paths.add(i.path()))
        .forEach(i -> fields.problem("", "two files are to lie at " + i.path()));
    int mode = mode(fields, "defaultMode", fields.number("defaultMode", DEFAULT_MODE, 0));
    return new VolumeSpec.DownwardApi(
        name, projected, items, mode, fields.number("defaultUser", 0));
  }

  private static List<VolumeSpec.Item> source(Fields fields) {
    API_OBJECTS.forEach(t -> fields.refuses(t, Refusals.API_OBJECT));
    return fields
        .object("downwardAPI", f -> f.objects("items", DownwardReader::item))
        .orElse(List.of());
  }

  private static int mode(Fields fields, String name, int mode) {
    if (mode > MOST_MODE) {
      fields.problem(name, mode + " is no file mode; modes are from 0 to 0777, 511 in JSON");
    }
    return mode;
  }

  /** Without the names that lead nowhere. */
  private static String normal(String path) {
    return Stream.of(path.split("/"))
        .filter(name -> !name.isEmpty() && !name.equals("."))
        .collect(Collectors.joining("/"));
  }

  private static VolumeSpec.Item item(Fields fields) {
    String given = fields.required("path");
    String path = normal(given);
    if (!VolumeMountReader.isInside(given)) {
      fields.problem("path", "\"" + given + "\" leaves the volume");
    } else if (path.startsWith("..")) {
      fields.problem("path", "\"" + given + "\" begins with \"..\", as the volume's own files do");
    } else if (path.isEmpty() && !given.isEmpty()) {
      fields.problem("path", "\"" + given + "\" is no file");
    }
    Optional<Integer> mode = fields.number("mode", 0).map(m -> mode(fields, "mode", m));
    return new VolumeSpec.Item(
        path, EnvReader.ofFile(fields, path), mode, fields.number("user", 0));
  }
}
