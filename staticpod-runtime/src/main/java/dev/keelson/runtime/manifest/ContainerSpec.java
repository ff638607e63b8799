package dev.keelson.runtime.manifest;

import dev.keelson.runtime.manifest.PodSpec.RestartPolicy;
import java.util.List;
import java.util.Optional;

/** What the runtime acts on of the API's {@code Container}. */
public record ContainerSpec(
    String name,
    Role role,
    String image,
    PullPolicy pullPolicy,
    List<String> command,
    List<String> args,
    String workingDir,
    List<ContainerPort> ports,
    List<EnvVar> env,
    ResourceSpec resources,
    List<VolumeMount> mounts,
    RestartSpec restart,
    Probes probes,
    Hooks hooks,
    TerminationMessage terminationMessage,
    SecuritySpec security,
    boolean stdin,
    boolean tty) {
  public ContainerSpec {
    command = List.copyOf(command);
    args = List.copyOf(args);
    ports = List.copyOf(ports);
    env = List.copyOf(env);
    mounts = List.copyOf(mounts);
  }

  /** Its part in the pod. */
  public enum Role {
    /** Runs to its end before those after it begin. */
    INIT,
    /**
     * Runs beside those after it, which begin once it has started; it outlives the regular ones.
     */
    SIDECAR,
    REGULAR
  }

  /** Whether it is started again after it ended with that code. */
  public boolean restartsAfter(int exitCode, RestartPolicy ofPod) {
    return !(role == Role.INIT && exitCode == 0) && restart.restartsAfter(exitCode, ofPod);
  }

  /** Whether an end with that code has all containers of its pod started anew. */
  public boolean restartsAllAfter(int exitCode) {
    return restart.restartsAllAfter(exitCode);
  }

  /** Whether it is started again after a probe had it stopped, where its rules have no say. */
  public boolean restartsWhenUnhealthy(RestartPolicy ofPod) {
    return restart.policy(ofPod) != RestartPolicy.NEVER;
  }

  /** When the image is fetched. */
  public enum PullPolicy {
    ALWAYS,
    IF_NOT_PRESENT,
    NEVER
  }

  /**
   * A port of the container.
   *
   * @param name empty where none is given
   * @param hostPort 0 for none
   */
  public record ContainerPort(
      String name, int containerPort, int hostPort, String hostIp, String protocol) {}

  /** The three probes. */
  public record Probes(
      Optional<ProbeSpec> startup, Optional<ProbeSpec> liveness, Optional<ProbeSpec> readiness) {}

  /** What is done right after the start and right before the stop. */
  public record Hooks(
      Optional<Action> postStart, Optional<Action> preStop, Optional<String> stopSignal) {}

  /** Where a container leaves its last words, and whether its log may stand in for them. */
  public record TerminationMessage(String path, boolean fallbackToLogs) {}
}
