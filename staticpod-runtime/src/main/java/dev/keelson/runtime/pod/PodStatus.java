package dev.keelson.runtime.pod;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The status of a pod in the shape of the Kubernetes API's {@code PodStatus}: serialised as it is,
 * it is what a mirror pod carries. Instants are written as RFC 3339 with whole seconds.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PodStatus(
    String phase,
    List<Condition> conditions,
    @Nullable String message,
    @Nullable String reason,
    @Nullable String hostIP,
    List<Address> hostIPs,
    @Nullable String podIP,
    List<Address> podIPs,
    @Nullable Instant startTime,
    List<ContainerState.Status> initContainerStatuses,
    List<ContainerState.Status> containerStatuses,
    String qosClass,
    @Nullable Map<String, String> allocatedResources,
    @Nullable ApiResources resources) {
  public PodStatus {
    conditions = List.copyOf(conditions);
    hostIPs = List.copyOf(hostIPs);
    podIPs = List.copyOf(podIPs);
    initContainerStatuses = List.copyOf(initContainerStatuses);
    containerStatuses = List.copyOf(containerStatuses);
  }

  /**
   * One of PodScheduled, PodReadyToStartContainers, Initialized, ContainersReady, Ready and, where
   * a rule may ask for it, AllContainersRestarting.
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Condition(
      String type,
      String status,
      Instant lastTransitionTime,
      @Nullable String reason,
      @Nullable String message) {}

  /** An address of the pod or its host. */
  public record Address(String ip) {}
}
