package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.PodIdentity;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.manifest.InvalidManifestException;
import dev.keelson.runtime.manifest.ManifestParser;
import dev.keelson.runtime.manifest.PodManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an earlier runtime left of one pod uid.
 *
 * @param sandboxes oldest first
 * @param allContainers oldest first
 */
record FoundPod(
    PodIdentity pod, List<SandboxStatus> sandboxes, List<ContainerStatus> allContainers) {
  /** All of them, the newest first. */
  static List<FoundPod> among(List<SandboxStatus> sandboxes, List<ContainerStatus> containers) {
    Map<PodIdentity, List<SandboxStatus>> byPod = new LinkedHashMap<>();
    sandboxes.stream()
        .sorted(Comparator.comparingInt(SandboxStatus::attempt))
        .forEach(s -> byPod.computeIfAbsent(s.pod(), _ -> new ArrayList<>()).add(s));
    var found = new ArrayList<FoundPod>();
    byPod.forEach((pod, own) ->
        found.add(
            new FoundPod(
                pod,
                own,
                containers.stream()
                    .filter(c -> own.stream().anyMatch(s -> s.id().equals(c.sandbox())))
                    .sorted(
                        Comparator.comparingInt(ContainerStatus::attempt)
                            .thenComparing(ContainerStatus::createdAt))
                    .toList())));
    found.sort(Comparator.comparing(FoundPod::newest).reversed());
    return found;
  }

  private Instant newest() {
    return sandboxes.getLast().createdAt();
  }

  String fullName() {
    return pod.namespace() + "/" + pod.name();
  }

  boolean ready() {
    return sandboxes.stream().anyMatch(SandboxStatus::ready);
  }

  /** Whether any of its containers runs. */
  boolean runs() {
    return ready()
        && allContainers.stream().anyMatch(c -> c.state() instanceof ContainerStatus.State.Running);
  }

  List<ContainerStatus> containers(String name) {
    return allContainers.stream().filter(c -> c.name().equals(name)).toList();
  }

  /** The pod's first address; the node's for a pod on the host's network. */
  String address(PodContext context) {
    List<String> addresses =
        context.manifest().spec().namespaces().network()
            ? context.services().settings().addresses()
            : sandboxes.getLast().addresses();
    return addresses.isEmpty() ? "127.0.0.1" : addresses.getFirst();
  }

  /** The manifest it was made of, as its sandbox keeps it; empty where that cannot be read. */
  Optional<PodManifest> manifest() {
    Map<String, String> kept = sandboxes.getLast().annotations();
    String document = kept.getOrDefault(PodLabels.MANIFEST, "");
    if (document.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ManifestParser.restore(
              document,
              kept.getOrDefault(PodLabels.SOURCE, ""),
              kept.getOrDefault(PodLabels.RUNNING_REVISION, "")));
    } catch (InvalidManifestException _) {
      // Kept by another version: it is stopped by its labels, as a stranger's is.
      return Optional.empty();
    }
  }
}
