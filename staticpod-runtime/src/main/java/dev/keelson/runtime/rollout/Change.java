package dev.keelson.runtime.rollout;

import dev.keelson.runtime.manifest.ContainerSpec.ContainerPort;
import dev.keelson.runtime.manifest.PodManifest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What has to happen to a running pod so that it is the desired one. */
public sealed interface Change {
  /** The annotation that says how an edit is rolled out. */
  String ROLLOUT = "keelson.dev/rollout";

  /** Nothing that its containers would notice; the new document is shown from now on. */
  record Keep() implements Change {}

  /**
   * It is stopped, and its successor starts the moment it is gone: never two at once.
   *
   * @param why a surge was asked for and cannot be; empty where none was asked for
   */
  record Recreate(String why) implements Change {}

  /**
   * The successor starts beside it, and it is stopped when the successor has proved itself.
   *
   * @param ports of the host that both listen on
   */
  record Surge(Set<Integer> ports) implements Change {}

  /** It is stopped, and nothing follows. */
  record Remove() implements Change {}

  /**
   * Decides as the kubelet does: another uid is another pod. Unlike the kubelet, another revision
   * is one too, so that a changed certificate or an edit below a fixed uid is not overlooked.
   */
  static Change of(PodManifest running, Optional<PodManifest> desired) {
    if (desired.isEmpty()) {
      return new Remove();
    }
    PodManifest next = desired.get();
    if (next.uid().equals(running.uid()) && next.revision().equals(running.revision())) {
      return new Keep();
    }
    if (!"surge".equals(next.annotations().get(ROLLOUT))) {
      return new Recreate("");
    }
    return surge(running, next);
  }

  private static Change surge(PodManifest running, PodManifest next) {
    if (next.uid().equals(running.uid())) {
      return new Recreate("its metadata.uid is fixed, and two pods cannot have the same");
    }
    if (next.spec().namespaces().network() != running.spec().namespaces().network()) {
      return new Recreate("it moves to or from the host's network");
    }
    Set<Integer> ports = tcpPorts(running, next);
    if (!next.spec().namespaces().network() && !ports.isEmpty()) {
      return new Recreate("hostPort " + ports.iterator().next() + " leads to one pod at a time");
    }
    return new Surge(ports);
  }

  private static Set<Integer> tcpPorts(PodManifest running, PodManifest next) {
    return Stream.of(running, next)
        .flatMap(pod -> pod.spec().allContainers())
        .flatMap(container -> container.ports().stream())
        .filter(port -> port.protocol().equals("TCP") && port.hostPort() > 0)
        .map(ContainerPort::hostPort)
        .collect(Collectors.toUnmodifiableSet());
  }
}
