package dev.keelson.runtime.presence;

import dev.keelson.runtime.linux.HugePages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What does not change about this machine while it runs.
 *
 * @param cpus online
 * @param memoryKi of it
 * @param diskKi size of the file system that pods' directories are on
 * @param hugePages as many as were set aside when it was read, as a kubelet counts them
 * @param architecture in Go's words, {@code amd64}
 */
public record MachineFacts(
    long cpus,
    long memoryKi,
    long diskKi,
    HugePages hugePages,
    String machineId,
    String systemUuid,
    String bootId,
    String kernelVersion,
    String osImage,
    String architecture) {

  /** Reads them; what this machine does not tell is empty. */
  public static MachineFacts read(Path root) {
    String machineId = text("/etc/machine-id");
    String uuid = text("/sys/class/dmi/id/product_uuid");
    return new MachineFacts(
        countCpus(),
        MemoryInfo.read().totalKi(),
        DiskSpace.of(root).totalKi(),
        readHugePages(),
        machineId,
        uuid.isEmpty() ? machineId : uuid,
        text("/proc/sys/kernel/random/boot_id"),
        text("/proc/sys/kernel/osrelease"),
        prettyName(),
        goArchitecture());
  }

  private static HugePages readHugePages() {
    try {
      return HugePages.in(HugePages.DIRECTORY);
    } catch (IOException _) {
      return new HugePages(new TreeMap<>());
    }
  }

  private static long countCpus() {
    // Not Runtime.availableProcessors(), which our own JVM flags or cgroup may lower.
    long lines = lines("/proc/cpuinfo").stream().filter(l -> l.startsWith("processor")).count();
    return lines > 0 ? lines : Runtime.getRuntime().availableProcessors();
  }

  private static String prettyName() {
    Optional<String> name =
        lines("/etc/os-release").stream().filter(l -> l.startsWith("PRETTY_NAME=")).findFirst();
    return name.map(l -> l.substring(12).replace("\"", "")).orElse("Linux");
  }

  private static String goArchitecture() {
    String arch = System.getProperty("os.arch", "");
    return Map.of("x86_64", "amd64", "aarch64", "arm64").getOrDefault(arch, arch);
  }

  private static String text(String file) {
    return String.join("\n", lines(file)).strip();
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException _) {
      return List.of();
    }
  }
}
