package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.ContainerSecurity.Seccomp;
import dev.keelson.runtime.engine.ImageInfo;
import dev.keelson.runtime.manifest.PodSecurity;
import dev.keelson.runtime.manifest.SeccompSpec;
import dev.keelson.runtime.manifest.SecuritySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;

/** What a container may do: its own security context over the pod's. */
final class SecurityConfigs {
  private SecurityConfigs() {}

  static ContainerSecurity of(PodSecurity pod, SecuritySpec container, Path seccompProfiles) {
    var groups = new ArrayList<>(pod.supplementalGroups());
    pod.fsGroup().ifPresent(groups::add);
    return new ContainerSecurity(
        container.privileged(),
        optional(container.runAsUser().or(pod::runAsUser)),
        optional(container.runAsGroup().or(pod::runAsGroup)),
        groups,
        container.addCapabilities(),
        container.dropCapabilities(),
        !container.allowPrivilegeEscalation(),
        container.readOnlyRootFilesystem(),
        seccomp(pod, container, seccompProfiles),
        container.appArmorProfile().or(pod::appArmorProfile).orElse(""),
        container.procMountUnmasked());
  }

  private static Seccomp seccomp(PodSecurity pod, SecuritySpec container, Path profiles) {
    if (container.privileged()) {
      return new Seccomp.Unconfined();
    }
    return switch (container.seccomp().or(pod::seccomp).orElse(new SeccompSpec.Unconfined())) {
      case SeccompSpec.Unconfined _ -> new Seccomp.Unconfined();
      case SeccompSpec.RuntimeDefault _ -> new Seccomp.RuntimeDefault();
      case SeccompSpec.Localhost(String file) -> new Seccomp.Localhost(profiles.resolve(file));
    };
  }

  private static OptionalInt optional(Optional<Integer> value) {
    return value.map(OptionalInt::of).orElse(OptionalInt.empty());
  }

  /** Why a container that must not run as root would; empty when it would not. */
  static Optional<String> rootRefusal(PodSecurity pod, SecuritySpec container, ImageInfo image) {
    if (!container.runAsNonRoot().or(pod::runAsNonRoot).orElse(false)) {
      return Optional.empty();
    }
    Optional<Integer> user = container.runAsUser().or(pod::runAsUser);
    if (user.isPresent()) {
      return user.get() == 0
          ? Optional.of("container's runAsUser breaks non-root policy")
          : Optional.empty();
    }
    String name = image.user().split(":", 2)[0];
    if (name.isEmpty() || name.equals("0")) {
      return Optional.of("container has runAsNonRoot and image will run as root");
    }
    return name.chars().allMatch(Character::isDigit)
        ? Optional.empty()
        : Optional.of(
            "container has runAsNonRoot and image has non-numeric user ("
                + name
                + "), cannot verify user is non-root");
  }
}
