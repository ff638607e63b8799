package dev.keelson.runtime.engine;

import java.util.Map;
import java.util.OptionalLong;

/**
 * Limits and weights as the kernel has them.
 *
 * @param cpuShares cgroup v1 shares, 2 to 262144
 * @param cpuQuotaMicros of {@code cpuPeriodMicros}
 * @param memoryLimitBytes hard limit
 * @param hugePageBytes limits by the size of a page, both in bytes; of other sizes none may be
 *     used. A kernel that does not count huge pages per cgroup limits none
 * @param oomScoreAdj -1000 to 1000; an engine that may not lower it uses what the kernel allows
 */
public record Resources(
    OptionalLong cpuShares,
    OptionalLong cpuQuotaMicros,
    OptionalLong cpuPeriodMicros,
    OptionalLong memoryLimitBytes,
    OptionalLong pidsLimit,
    Map<Long, Long> hugePageBytes,
    int oomScoreAdj) {
  public Resources {
    hugePageBytes = Map.copyOf(hugePageBytes);
  }
}
