package dev.keelson.runtime.testkit;

import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.PodIdentity;
import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.image.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Plain configurations for engine tests. */
public final class ContractConfigs {
  private ContractConfigs() {}

  /** Above all cgroups of this process's tests, so that others on this machine are not seen. */
  public static String cgroupRoot() {
    return "/keelson-test-" + ProcessHandle.current().pid();
  }

  /** A host-network sandbox of a pod of that name. */
  public static SandboxConfig sandbox(String pod, Path logs) {
    return sandbox(pod, logs, new SandboxConfig.Namespaces(true, false, false, false));
  }

  /** A sandbox with those namespaces. */
  public static SandboxConfig sandbox(String pod, Path logs, SandboxConfig.Namespaces namespaces) {
    String uid = "uid-" + pod + "-" + ProcessHandle.current().pid();
    return new SandboxConfig(
        new PodIdentity("contract", pod, uid),
        0,
        namespaces.hostNetwork() ? "" : pod,
        logs,
        cgroupRoot() + "/pod" + uid,
        namespaces,
        Map.of(),
        Optional.empty(),
        List.of(),
        Map.of("pod", pod),
        Map.of("note", "kept"));
  }

  /** A container that runs that script. */
  public static ContainerConfig container(
      String name, ImageReference image, Path logs, Script script) {
    return container(name, image, logs, script.command(), unlimited(), security());
  }

  /** A container that runs that command. */
  public static ContainerConfig container(
      String name,
      ImageReference image,
      Path logs,
      List<String> command,
      Resources resources,
      ContainerSecurity security) {
    return new ContainerConfig(
        name,
        0,
        image,
        command,
        List.of(),
        "",
        List.of(),
        List.of(),
        List.of(),
        logs.resolve(name).resolve("0.log"),
        false,
        false,
        resources,
        security,
        Optional.empty(),
        Map.of("container", name),
        Map.of("note", "kept"));
  }

  /** The same with one mount and no other. */
  public static ContainerConfig with(ContainerConfig plain, ContainerConfig.Mount mount) {
    return with(plain, List.of(mount), List.of());
  }

  /** The same with an image as a volume. */
  public static ContainerConfig with(ContainerConfig plain, ContainerConfig.ImageMount image) {
    return with(plain, List.of(), List.of(image));
  }

  private static ContainerConfig with(
      ContainerConfig plain,
      List<ContainerConfig.Mount> mounts,
      List<ContainerConfig.ImageMount> images) {
    return new ContainerConfig(
        plain.name(),
        plain.attempt(),
        plain.image(),
        plain.command(),
        plain.args(),
        plain.workingDir(),
        plain.environment(),
        mounts,
        images,
        plain.logPath(),
        plain.stdin(),
        plain.tty(),
        plain.resources(),
        plain.security(),
        plain.stopSignal(),
        plain.labels(),
        plain.annotations());
  }

  /** No limits at all. */
  public static Resources unlimited() {
    return new Resources(
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Map.of(),
        0);
  }

  /** What a pod without a security context has, with the default seccomp profile. */
  public static ContainerSecurity security() {
    return new ContainerSecurity(
        false,
        OptionalInt.empty(),
        OptionalInt.empty(),
        List.of(),
        false,
        List.of(),
        List.of(),
        false,
        false,
        new ContainerSecurity.Seccomp.RuntimeDefault(),
        "",
        false);
  }
}
