package dev.keelson.templates.model;

import java.util.List;

/**
 * What differs from one static pod to the next; what is always so stands in the templates.
 *
 * @param revision of the manifest and of all it reads; empty while it is being computed
 * @param command the program and its arguments, in order
 * @param probes where the probes ask
 */
public record StaticPod(
    String revision,
    String image,
    List<String> command,
    List<EnvironmentVariable> environment,
    ProbeTarget probes,
    List<Mount> mounts,
    List<Volume> volumes) {
  public StaticPod {
    command = List.copyOf(command);
    environment = List.copyOf(environment);
    mounts = List.copyOf(mounts);
    volumes = List.copyOf(volumes);
  }

  /** The same pod with that revision. */
  public StaticPod withRevision(String hash) {
    return new StaticPod(hash, image, command, environment, probes, mounts, volumes);
  }
}
