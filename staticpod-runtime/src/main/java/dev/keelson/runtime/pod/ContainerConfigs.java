package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerConfig.ImageMount;
import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerConfig.Propagation;
import dev.keelson.runtime.image.ImageReference;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.VolumeMount;
import dev.keelson.runtime.manifest.VolumeSpec;
import dev.keelson.runtime.volume.PodVolumes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container as the engine is asked for it. */
final class ContainerConfigs {
  static final String HOSTS = "etc-hosts";
  static final String RESOLV_CONF = "resolv.conf";

  private final PodContext context;
  private final PodVolumes volumes;
  private final List<String> podIps;

  ContainerConfigs(PodContext context, List<String> podIps) {
    this.context = context;
    this.volumes = context.volumes(podIps);
    this.podIps = podIps;
  }

  ContainerConfig of(ContainerSpec container, int attempt) {
    PodManifest pod = context.manifest();
    NodeSettings node = context.services().settings();
    var variables = new Variables(container, context.fields(podIps), volumes);
    return new ContainerConfig(
        container.name(),
        attempt,
        ImageReference.parse(container.image()),
        variables.expand(container.command()),
        variables.expand(container.args()),
        container.workingDir(),
        variables.environment(),
        mounts(container, attempt, variables),
        imageMounts(container, variables),
        log(container, attempt),
        container.stdin(),
        container.tty(),
        ResourceConfigs.ofContainer(pod.spec(), container, node),
        SecurityConfigs.of(pod.spec().security(), container.security(), node),
        container.hooks().stopSignal(),
        labels(pod, container),
        annotations(pod, container, attempt));
  }

  /** Where the container's output goes, in the CRI log format. */
  private Path log(ContainerSpec container, int attempt) {
    return context.logs().resolve(container.name()).resolve(attempt + ".log");
  }

  private List<Mount> mounts(ContainerSpec container, int attempt, Variables variables) {
    var mounts = new ArrayList<Mount>();
    for (int i = 0; i < container.mounts().size(); i++) {
      if (image(container.mounts().get(i)).isEmpty()) {
        mounts.add(mount(container, i, variables));
      }
    }
    add(mounts, "/etc/hosts", context.directory().file(HOSTS));
    add(mounts, "/etc/resolv.conf", context.directory().file(RESOLV_CONF));
    add(
        mounts,
        container.terminationMessage().path(),
        context.directory().makeTerminationLog(container.name(), attempt));
    return mounts;
  }

  private List<ImageMount> imageMounts(ContainerSpec container, Variables variables) {
    return container.mounts().stream()
        .flatMap(m ->
            image(m)
                .map(image -> new ImageMount(image, subPath(m, variables), m.mountPath()))
                .stream())
        .toList();
  }

  private Optional<ImageReference> image(VolumeMount mount) {
    return context
        .manifest()
        .spec()
        .volume(mount.volume())
        .flatMap(v ->
            v instanceof VolumeSpec.Image image
                ? Optional.of(ImageReference.parse(image.reference()))
                : Optional.empty());
  }

  private static String subPath(VolumeMount mount, Variables variables) {
    return mount.subPathExpr().isEmpty() ? mount.subPath() : variables.expand(mount.subPathExpr());
  }

  private Mount mount(ContainerSpec container, int index, Variables variables) {
    VolumeMount mount = container.mounts().get(index);
    return new Mount(
        volumes.source(container, index, subPath(mount, variables)),
        mount.mountPath(),
        mount.readOnly(),
        mount.recursiveReadOnly(),
        switch (mount.propagation()) {
          case NONE -> Propagation.NONE;
          case HOST_TO_CONTAINER -> Propagation.HOST_TO_CONTAINER;
          case BIDIRECTIONAL -> Propagation.BIDIRECTIONAL;
        },
        mount.bindOptions());
  }

  /** What the manifest mounts at that place itself stays. */
  private static void add(List<Mount> mounts, String containerPath, Path hostPath) {
    if (mounts.stream().noneMatch(m -> m.containerPath().equals(containerPath))) {
      mounts.add(new Mount(hostPath, containerPath, false, false, Propagation.NONE));
    }
  }

  private static Map<String, String> labels(PodManifest pod, ContainerSpec container) {
    Map<String, String> labels = new HashMap<>(SandboxConfigs.podLabels(pod));
    labels.put(PodLabels.CONTAINER_NAME, container.name());
    return labels;
  }

  private static Map<String, String> annotations(
      PodManifest pod, ContainerSpec container, int attempt) {
    return Map.of(
        PodLabels.RESTART_COUNT, Integer.toString(attempt),
        PodLabels.TERMINATION_MESSAGE_PATH, container.terminationMessage().path(),
        PodLabels.TERMINATION_MESSAGE_POLICY,
            container.terminationMessage().fallbackToLogs() ? "FallbackToLogsOnError" : "File",
        PodLabels.GRACE_PERIOD, SandboxConfigs.gracePeriod(pod));
  }
}
