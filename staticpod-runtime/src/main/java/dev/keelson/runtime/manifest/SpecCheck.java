package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.VolumeMount.Propagation;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the parts of a {@code PodSpec} fit together. */
final class SpecCheck {
  private final Fields fields;
  private final PodSpec spec;

  SpecCheck(Fields fields, PodSpec spec) {
    this.fields = fields;
    this.spec = spec;
  }

  void run() {
    if (!fields.has("containers") || spec.containers().isEmpty()) {
      fields.problem("containers", "at least one container is needed");
    }
    if (spec.namespaces().sharePid() && spec.namespaces().pid()) {
      fields.problem("shareProcessNamespace", "cannot be true beside hostPID");
    }
    unique("containers", spec.allContainers().map(ContainerSpec::name), "container");
    unique("volumes", spec.volumes().stream().map(VolumeSpec::name), "volume");
    containers("initContainers", spec.initContainers());
    containers("containers", spec.containers());
    files();
  }

  private void unique(String field, Stream<String> names, String what) {
    Set<String> seen = new HashSet<>();
    names
        .filter(n -> !n.isEmpty() && !seen.add(n))
        .forEach(n -> fields.problem(field, "two of the " + what + "s are named " + n));
  }

  private void containers(String list, List<ContainerSpec> containers) {
    for (int i = 0; i < containers.size(); i++) {
      String at = list + "[" + i + "]";
      mounts(at, containers.get(i));
      sleeps(at, containers.get(i));
      env(at, containers.get(i));
    }
  }

  private void mounts(String container, ContainerSpec of) {
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < of.mounts().size(); i++) {
      String at = container + ".volumeMounts[" + i + "]";
      VolumeMount mount = of.mounts().get(i);
      volume(at + ".name", mount.volume());
      if (!paths.add(mount.mountPath())) {
        fields.problem(at + ".mountPath", mount.mountPath() + " is mounted twice");
      }
      if (!mount.bindOptions().isEmpty()
          && spec.volume(mount.volume()).filter(VolumeSpec.Image.class::isInstance).isPresent()) {
        fields.problem(at + ".bindMountOptions", "cannot be given for an image volume");
      }
      if (mount.propagation() == Propagation.BIDIRECTIONAL && !of.security().privileged()) {
        fields.problem(
            at + ".mountPropagation", "Bidirectional is for privileged containers alone");
      }
    }
  }

  private void volume(String at, String name) {
    if (spec.volume(name).isEmpty()) {
      fields.problem(at, "there is no volume \"" + name + "\" in the pod");
    }
  }

  private void sleeps(String container, ContainerSpec of) {
    boolean tooLong =
        Stream.of(of.hooks().postStart(), of.hooks().preStop())
            .flatMap(Optional::stream)
            .anyMatch(a ->
                a instanceof Action.Sleep(Duration d)
                    && d.compareTo(spec.terminationGracePeriod()) > 0);
    if (tooLong) {
      fields.problem(
          container + ".lifecycle", "sleeps for longer than terminationGracePeriodSeconds");
    }
  }

  private void env(String container, ContainerSpec of) {
    for (int i = 0; i < of.env().size(); i++) {
      String at = container + ".env[" + i + "].valueFrom.";
      switch (of.env().get(i)) {
        case EnvVar.FromFile file -> volume(at + "fileKeyRef.volumeName", file.volume());
        case EnvVar.FromResource resource ->
            named(at + "resourceFieldRef.containerName", resource.container());
        case EnvVar.Literal _, EnvVar.FromField _ -> {}
      }
    }
  }

  private void files() {
    for (int i = 0; i < spec.volumes().size(); i++) {
      if (spec.volumes().get(i) instanceof VolumeSpec.DownwardApi volume) {
        String at = "volumes[" + i + "]";
        volume.items().stream()
            .map(VolumeSpec.Item::value)
            .forEach(v -> {
              if (v instanceof EnvVar.FromResource resource) {
                named(at, resource.container());
              }
            });
      }
    }
  }

  private void named(String at, String container) {
    if (!container.isEmpty() && spec.allContainers().noneMatch(c -> c.name().equals(container))) {
      fields.problem(at, "there is no container \"" + container + "\" in the pod");
    }
  }
}
