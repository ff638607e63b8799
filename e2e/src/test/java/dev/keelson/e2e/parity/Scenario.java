package dev.keelson.e2e.parity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** A configuration of the directory {@code parity}, by its file's name. */
record Scenario(String name, String config) {
  private static final Path ALL = Path.of("src/test/resources/parity");
  private static final Pattern RELEASE = Pattern.compile("kubernetesVersion: (\\S+)");

  static List<Scenario> all() throws IOException {
    try (var files = Files.newDirectoryStream(ALL, "*.yaml")) {
      var scenarios = new java.util.ArrayList<Scenario>();
      for (Path file : files) {
        scenarios.add(of(file.getFileName().toString().replace(".yaml", "")));
      }
      scenarios.sort(java.util.Comparator.comparing(Scenario::name));
      return List.copyOf(scenarios);
    }
  }

  static Scenario of(String name) throws IOException {
    return new Scenario(name, Files.readString(ALL.resolve(name + ".yaml")));
  }

  /** The release whose kubeadm is the measure. */
  String release() {
    var m = RELEASE.matcher(config);
    if (!m.find()) {
      throw new IllegalStateException("the scenario " + name + " names no kubernetesVersion");
    }
    return m.group(1);
  }

  @Override
  public String toString() {
    return name;
  }
}
