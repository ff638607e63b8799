package dev.keelson.runtime.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits of one cgroup, written in the words of its version, and what the kernel counted there.
 *
 * @param cpuShares in version 1's scale, 2 to 262144
 * @param hugePageBytes by the size of a page; of other sizes none may be used
 */
public record CgroupLimits(
    OptionalLong cpuShares,
    OptionalLong cpuQuotaMicros,
    OptionalLong cpuPeriodMicros,
    OptionalLong memoryBytes,
    OptionalLong pids,
    Map<Long, Long> hugePageBytes) {
  private static final long DEFAULT_PERIOD = 100_000;

  public CgroupLimits {
    hugePageBytes = Map.copyOf(hugePageBytes);
  }

  /** Sets them. */
  public void apply(Cgroups cgroups, String path) throws IOException {
    if (cgroups.unified()) {
      applyVersion2(cgroups, path);
    } else {
      applyVersion1(cgroups, path);
    }
    if (cgroups.limitsHugePages()) {
      applyHugePages(cgroups, path);
    }
  }

  /**
   * Sets its share of the processors; whether it was there.
   *
   * @param cpuShares as {@link #cpuShares}
   */
  public static boolean weigh(Cgroups cgroups, String path, long cpuShares) throws IOException {
    String file = cgroups.unified() ? "cpu.weight" : "cpu.shares";
    Optional<Path> share = cgroups.directory("cpu", path).map(d -> d.resolve(file));
    if (share.isEmpty()) {
      return false;
    }
    try {
      long value = cgroups.unified() ? weight(cpuShares) : cpuShares;
      Files.writeString(share.get(), Long.toString(value), StandardOpenOption.WRITE);
      return true;
    } catch (NoSuchFileException _) {
      // No pod is in it, or the last one has just gone.
      return false;
    }
  }

  /** The kubelet's scale, its {@code getCPUWeight}. */
  private static long weight(long cpuShares) {
    return 1 + (cpuShares - 2) * 9999 / 262142;
  }

  /** Whether the kernel has killed a process of the cgroup for want of memory. */
  public static boolean oomKilled(Cgroups cgroups, String path) throws IOException {
    Optional<Path> directory = cgroups.directory("memory", path);
    if (directory.isEmpty()) {
      return false;
    }
    String file = cgroups.unified() ? "memory.events" : "memory.oom_control";
    Path counters = directory.get().resolve(file);
    if (!Files.exists(counters)) {
      return false;
    }
    return Files.readAllLines(counters).stream()
        .anyMatch(l -> l.startsWith("oom_kill ") && !l.equals("oom_kill 0"));
  }

  /** Whether memory and swap can be limited together. */
  public static boolean swapLimits(Cgroups cgroups) {
    String file = cgroups.unified() ? "memory.swap.max" : "memory.memsw.limit_in_bytes";
    return cgroups.unified()
        || cgroups.directory("memory", "/").map(d -> Files.exists(d.resolve(file))).orElse(false);
  }

  private void applyVersion1(Cgroups cgroups, String path) throws IOException {
    write(cgroups, "cpu", path, "cpu.shares", cpuShares);
    write(cgroups, "cpu", path, "cpu.cfs_period_us", cpuPeriodMicros);
    write(cgroups, "cpu", path, "cpu.cfs_quota_us", cpuQuotaMicros);
    write(cgroups, "memory", path, "memory.limit_in_bytes", memoryBytes);
    write(cgroups, "pids", path, "pids.max", pids);
  }

  private void applyVersion2(Cgroups cgroups, String path) throws IOException {
    if (cpuShares.isPresent()) {
      long weight = weight(cpuShares.getAsLong());
      write(cgroups, "cpu", path, "cpu.weight", OptionalLong.of(weight));
    }
    if (cpuQuotaMicros.isPresent()) {
      String max = cpuQuotaMicros.getAsLong() + " " + cpuPeriodMicros.orElse(DEFAULT_PERIOD);
      write(cgroups, "cpu", path, "cpu.max", max);
    }
    write(cgroups, "memory", path, "memory.max", memoryBytes);
    write(cgroups, "pids", path, "pids.max", pids);
  }

  private void applyHugePages(Cgroups cgroups, String path) throws IOException {
    String word = cgroups.unified() ? "max" : "limit_in_bytes";
    for (long size : HugePages.in(HugePages.DIRECTORY).bytes().keySet()) {
      String file = "hugetlb." + HugePages.nameOf(size) + "." + word;
      OptionalLong most = OptionalLong.of(hugePageBytes.getOrDefault(size, 0L));
      write(cgroups, "hugetlb", path, file, most);
    }
  }

  private static void write(
      Cgroups cgroups, String controller, String path, String file, OptionalLong value)
      throws IOException {
    if (value.isPresent()) {
      write(cgroups, controller, path, file, Long.toString(value.getAsLong()));
    }
  }

  private static void write(
      Cgroups cgroups, String controller, String path, String file, String value)
      throws IOException {
    Path directory =
        cgroups
            .directory(controller, path)
            .orElseThrow(() ->
                new IOException(
                    file
                        + " of cgroup "
                        + path
                        + " cannot be set: the kernel has no cgroup controller "
                        + controller));
    Files.writeString(directory.resolve(file), value);
  }
}
