package dev.keelson.e2e.benchmark;

import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory of the processes that keep the pods running on a node.
 *
 * @param parts by the executables' file names
 */
public record Footprint(Map<String, MemoryUse> parts) {

  public Footprint {
    parts = new LinkedHashMap<>(parts);
  }

  /** As it is now; that nothing at all is found of an executable is an error. */
  public static Footprint of(List<String> executables, TestNode node) throws IOException {
    Map<String, MemoryUse> parts = new LinkedHashMap<>();
    executables.forEach(executable -> parts.put(executable, MemoryUse.NONE));
    for (NodeProcess process : NodeProcess.all(node.path("/proc/1"))) {
      if (parts.containsKey(process.executable())) {
        parts.merge(process.executable(), process.memory(), MemoryUse::plus);
      }
    }
    parts.forEach((executable, use) -> {
      if (use.processes() == 0) {
        throw new BenchmarkException(
            "No process of " + executable + " runs on " + node.hostname() + ".");
      }
    });
    return new Footprint(parts);
  }

  public MemoryUse total() {
    return parts.values().stream().reduce(MemoryUse.NONE, MemoryUse::plus);
  }
}
