package dev.keelson.e2e.benchmark.pods;

import dev.keelson.e2e.benchmark.Resources;
import dev.keelson.e2e.component.StampImage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A pod of one container that writes down when it begins and when it is asked to end.
 *
 * @param edit each is another version of the pod, with a file of stamps of its own
 * @param port where it is probed every 10 s, liveness and readiness
 */
record StampedPod(String name, int edit, Optional<Integer> port) {
  /** Where the files of stamps are, on the node. */
  static final String STAMPS = "/opt/stamps";

  /** The first version of a pod that is not probed. */
  static StampedPod of(String name) {
    return new StampedPod(name, 0, Optional.empty());
  }

  StampedPod probedAt(int number) {
    return new StampedPod(name, edit, Optional.of(number));
  }

  /** The version after this. */
  StampedPod edited() {
    return new StampedPod(name, edit + 1, port);
  }

  /** The name of its file of stamps. */
  String stamps() {
    return name + "-" + edit;
  }

  /** The words of its process after the program's name. */
  String arguments() {
    return "/stamps/" + stamps() + port.map(p -> " " + p).orElse("");
  }

  /** The manifest. */
  String manifest() throws IOException {
    String probes =
        port.isEmpty()
            ? ""
            : Resources.text("pods/probes.yaml", Map.of("@PORT@", port.get().toString()));
    return Resources.text(
        "pods/pod.yaml",
        Map.of(
            "@NAME@", name,
            "@IMAGE@", StampImage.NAME,
            "@ARGUMENTS@", '"' + arguments().replace(" ", "\", \"") + '"',
            "@PROBES@", probes,
            "@STAMPS@", STAMPS));
  }
}
