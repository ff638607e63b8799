package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.ContainerSecurity.Seccomp;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.manifest.PodSecurity;
import dev.keelson.runtime.manifest.SeccompSpec;
import dev.keelson.runtime.manifest.SecuritySpec;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** What a container may do: its own security context over the pod's. */
final class SecurityConfigs {
  private SecurityConfigs() {}

  static ContainerSecurity of(PodSecurity pod, SecuritySpec container, NodeSettings node) {
    var groups = new ArrayList<>(pod.supplementalGroups());
    pod.fsGroup().ifPresent(groups::add);
    return new ContainerSecurity(
        container.privileged(),
        optional(container.runAsUser().or(pod::runAsUser)),
        optional(container.runAsGroup().or(pod::runAsGroup)),
        groups,
        pod.strictGroups(),
        container.addCapabilities(),
        container.dropCapabilities(),
        !container.allowPrivilegeEscalation(),
        container.readOnlyRootFilesystem(),
        seccomp(pod, container, node),
        container.appArmorProfile().or(pod::appArmorProfile).orElse(""),
        container.procMountUnmasked());
  }

  private static Seccomp seccomp(PodSecurity pod, SecuritySpec container, NodeSettings node) {
    if (container.privileged()) {
      return new Seccomp.Unconfined();
    }
    SeccompSpec otherwise =
        node.kubelet().security().seccompDefault()
            ? new SeccompSpec.RuntimeDefault()
            : new SeccompSpec.Unconfined();
    return switch (container.seccomp().or(pod::seccomp).orElse(otherwise)) {
      case SeccompSpec.Unconfined _ -> new Seccomp.Unconfined();
      case SeccompSpec.RuntimeDefault _ -> new Seccomp.RuntimeDefault();
      case SeccompSpec.Localhost(String file) ->
          new Seccomp.Localhost(node.seccompProfiles().resolve(file));
    };
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** Why a container that must not run as root would, in the kubelet's words; empty when not. */
  static Optional<String> rootRefusal(PodManifest pod, ContainerSpec container, ImageInfo image) {
    PodSecurity ofPod = pod.spec().security();
    SecuritySpec own = container.security();
    if (!own.runAsNonRoot().or(ofPod::runAsNonRoot).orElse(false)) {
      return Optional.empty();
    }
    Optional<Integer> user = own.runAsUser().or(ofPod::runAsUser);
    Optional<String> why =
        user.isPresent()
            ? user.filter(u -> u == 0).map(_ -> "container's runAsUser breaks non-root policy")
            : ofImage(image.user().split(":", 2)[0]);
    return why.map(w ->
        w
            + " (pod: \"%s_%s(%s)\", container: %s)"
                .formatted(pod.name(), pod.namespace(), pod.uid(), container.name()));
  }

  private static Optional<String> ofImage(String user) {
    if (user.isEmpty() || user.matches("0+")) {
      return Optional.of("container has runAsNonRoot and image will run as root");
    }
    return user.chars().allMatch(Character::isDigit)
        ? Optional.empty()
        : Optional.of(
            "container has runAsNonRoot and image has non-numeric user ("
                + user
                + "), cannot verify user is non-root");
  }
}
