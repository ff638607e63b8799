package dev.keelson.runtime.engine.embedded.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.ContainerSecurity.Seccomp;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.Resources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The {@code linux} of a bundle: namespaces, cgroup, devices, and what of /proc is hidden. */
final class LinuxSection {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As containerd and CRI-O hide them. */
  private static final List<String> MASKED =
      List.of(
          "/proc/acpi",
          "/proc/asound",
          "/proc/interrupts",
          "/proc/kcore",
          "/proc/keys",
          "/proc/latency_stats",
          "/proc/timer_list",
          "/proc/timer_stats",
          "/proc/sched_debug",
          "/proc/scsi",
          "/sys/firmware",
          "/sys/devices/virtual/powercap");

  private static final List<String> READ_ONLY =
      List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

  private LinuxSection() {}

  static void write(ObjectNode linux, BundlePlan plan, Set<String> capabilities) {
    ContainerSecurity security = plan.config().security();
    namespaces(linux.putArray("namespaces"), plan);
    linux.put("cgroupsPath", plan.cgroupPath());
    resources(linux.putObject("resources"), plan);
    ArrayNode devices = linux.putArray("devices");
    if (security.privileged()) {
      plan.hostDevices().forEach(d -> device(devices.addObject(), d));
    }
    boolean masked = !security.privileged() && !security.procMountUnmasked();
    strings(linux.putArray("maskedPaths"), masked ? MASKED : List.of());
    strings(linux.putArray("readonlyPaths"), masked ? READ_ONLY : List.of());
    String propagation = MountSection.rootPropagation(plan.config().mounts());
    if (!propagation.isEmpty()) {
      linux.put("rootfsPropagation", propagation);
    }
    if (!security.privileged()) {
      seccomp(security.seccomp(), capabilities).ifPresent(s -> linux.set("seccomp", s));
    }
  }

  private static Optional<JsonNode> seccomp(Seccomp profile, Set<String> capabilities) {
    return switch (profile) {
      case Seccomp.Unconfined _ -> Optional.empty();
      case Seccomp.RuntimeDefault _ -> Optional.of(SeccompProfile.runtimeDefault(capabilities));
      case Seccomp.Localhost(Path file) -> Optional.of(localhost(file));
    };
  }

  private static JsonNode localhost(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new EngineException(
          "the seccomp profile " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static void namespaces(ArrayNode array, BundlePlan plan) {
    for (BundlePlan.NamespaceEntry entry : plan.namespaces()) {
      ObjectNode namespace = array.addObject();
      namespace.put("type", entry.type());
      entry.path().ifPresent(p -> namespace.put("path", p.toString()));
    }
  }

  private static void resources(ObjectNode node, BundlePlan plan) {
    ObjectNode rule = node.putArray("devices").addObject();
    rule.put("allow", plan.config().security().privileged());
    rule.put("access", "rwm");
    Resources limits = plan.config().resources();
    limits
        .memoryLimitBytes()
        .ifPresent(bytes -> {
          ObjectNode memory = node.putObject("memory");
          memory.put("limit", bytes);
          if (plan.swapLimits()) {
            memory.put("swap", bytes);
          }
        });
    ObjectNode cpu = node.putObject("cpu");
    limits.cpuShares().ifPresent(v -> cpu.put("shares", v));
    limits.cpuQuotaMicros().ifPresent(v -> cpu.put("quota", v));
    limits.cpuPeriodMicros().ifPresent(v -> cpu.put("period", v));
    limits.pidsLimit().ifPresent(v -> node.putObject("pids").put("limit", v));
    for (BundlePlan.HugePageLimit limit : plan.hugePageLimits()) {
      ObjectNode pages = node.withArray("/hugepageLimits").addObject();
      pages.put("pageSize", limit.pageSize()).put("limit", limit.bytes());
    }
    if (plan.cgroupVersion2()) {
      // The kubelet's default too: a container that runs out of memory goes as a whole.
      node.putObject("unified").put("memory.oom.group", "1");
    }
  }

  private static void device(ObjectNode node, BundlePlan.Device device) {
    node.put("path", device.path());
    node.put("type", device.type());
    node.put("major", device.major());
    node.put("minor", device.minor());
    node.put("fileMode", device.mode());
    node.put("uid", device.uid());
    node.put("gid", device.gid());
  }

  private static void strings(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }
}
