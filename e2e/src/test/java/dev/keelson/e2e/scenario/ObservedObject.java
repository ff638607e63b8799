package dev.keelson.e2e.scenario;

import dev.keelson.e2e.testnode.RunningCommand;
import java.time.Instant;
import java.util.List;

/** Every version of one object that a watch on the node tells, with the time it was seen. */
final class ObservedObject implements AutoCloseable {
  private final ControlPlane cluster;
  private final String file;
  private final RunningCommand watch;

  private ObservedObject(ControlPlane cluster, String file, RunningCommand watch) {
    this.cluster = cluster;
    this.file = file;
    this.watch = watch;
  }

  /**
   * One version.
   *
   * @param text what the JSON path asked for
   */
  record Version(Instant at, String text) {}

  /** Begins to watch; a watch that ends is begun again. */
  static ObservedObject watch(
      ControlPlane cluster, String kind, String namespace, String name, String path) {
    String file = "/run/watched-" + kind + "-" + name;
    String script =
        "while :; do %s --kubeconfig=/etc/kubernetes/admin.conf get %s %s -n %s -w -o 'jsonpath=%s{\"\\n\"}'; sleep 0.05; done | while read -r line; do echo \"$(date +%%s%%3N) $line\" >> %s; done"
            .formatted(cluster.kubectlPath(), kind, name, namespace, path, file);
    return new ObservedObject(cluster, file, cluster.node().spawn("bash", "-c", script));
  }

  /** Those so far, in order. */
  List<Version> versions() throws InterruptedException {
    return cluster
        .shell("cat " + file + " 2>/dev/null || true")
        .lines()
        .map(ObservedObject::version)
        .toList();
  }

  private static Version version(String line) {
    int space = line.indexOf(' ');
    return new Version(
        Instant.ofEpochMilli(Long.parseLong(space < 0 ? line : line.substring(0, space))),
        space < 0 ? "" : line.substring(space + 1));
  }

  @Override
  public void close() {
    watch.close();
  }
}
