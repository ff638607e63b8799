package dev.keelson.runtime.manifest;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a node has, which a limit that is not set counts as.
 *
 * @param cpus of the machine
 * @param memoryBytes of the machine
 * @param diskBytes size of the file system that pods' directories are on
 */
public record NodeCapacity(int cpus, long memoryBytes, long diskBytes) {
  /** How much it has of that resource; empty for one that every limit has to name. */
  public Optional<Quantity> of(String resource) {
    return switch (resource) {
      case "cpu" -> whole(cpus);
      case "memory" -> whole(memoryBytes);
      case "ephemeral-storage" -> whole(diskBytes);
      default -> Optional.empty();
    };
  }

  private static Optional<Quantity> whole(long value) {
    return Optional.of(new Quantity(BigDecimal.valueOf(value)));
  }
}
