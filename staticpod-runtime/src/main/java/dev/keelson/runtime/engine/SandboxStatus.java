package dev.keelson.runtime.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A sandbox as the engine has it. */
public record SandboxStatus(
    SandboxId id,
    PodIdentity pod,
    int attempt,
    boolean ready,
    Instant createdAt,
    List<String> addresses,
    Map<String, String> labels,
    Map<String, String> annotations) {
  public SandboxStatus {
    addresses = List.copyOf(addresses);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
