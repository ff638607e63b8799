package dev.keelson.runtime.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the runtime acts on of the API's {@code PodSpec}.
 *
 * @param activeDeadline how long after its start the pod is ended, whatever it does
 * @param priorityClassName empty where none is given
 * @param resources of the pod as a whole
 */
public record PodSpec(
    RestartPolicy restartPolicy,
    Optional<Duration> activeDeadline,
    Duration terminationGracePeriod,
    HostNamespaces namespaces,
    PodHostname hostname,
    String priorityClassName,
    Optional<ResourceSpec> resources,
    DnsSpec dns,
    List<HostAlias> hostAliases,
    PodSecurity security,
    List<VolumeSpec> volumes,
    List<ContainerSpec> initContainers,
    List<ContainerSpec> containers) {
  public PodSpec {
    hostAliases = List.copyOf(hostAliases);
    volumes = List.copyOf(volumes);
    initContainers = List.copyOf(initContainers);
    containers = List.copyOf(containers);
  }

  /** When an ended container is started again. */
  public enum RestartPolicy {
    ALWAYS,
    ON_FAILURE,
    NEVER;

    boolean restartsAfter(int exitCode) {
      return switch (this) {
        case ALWAYS -> true;
        case ON_FAILURE -> exitCode != 0;
        case NEVER -> false;
      };
    }
  }

  /** Which namespaces of the host the pod uses, and whether its containers share one of PIDs. */
  public record HostNamespaces(boolean network, boolean pid, boolean ipc, boolean sharePid) {}

  /** A line for {@code /etc/hosts}. */
  public record HostAlias(String ip, List<String> hostnames) {
    public HostAlias {
      hostnames = List.copyOf(hostnames);
    }
  }

  /**
   * Name resolution.
   *
   * @param policy the API's word: ClusterFirst, ClusterFirstWithHostNet, Default, None
   */
  public record DnsSpec(
      String policy, List<String> nameservers, List<String> searches, List<String> options) {
    public DnsSpec {
      nameservers = List.copyOf(nameservers);
      searches = List.copyOf(searches);
      options = List.copyOf(options);
    }
  }

  /** Init containers, then the others, in the order of the manifest. */
  public Stream<ContainerSpec> allContainers() {
    return Stream.concat(initContainers.stream(), containers.stream());
  }

  /** The references of all images that it is made of, its volumes' included. */
  public Stream<String> images() {
    Stream<String> ofVolumes =
        volumes.stream()
            .flatMap(v -> v instanceof VolumeSpec.Image i ? Stream.of(i.reference()) : Stream.of());
    return Stream.concat(allContainers().map(ContainerSpec::image), ofVolumes)
        .filter(image -> !image.isEmpty());
  }

  /** Whether the end of one of its containers can have all of them started anew. */
  public boolean mayRestartAll() {
    return allContainers().anyMatch(c -> c.restart().mayRestartAll());
  }

  /** The volume of that name. */
  public Optional<VolumeSpec> volume(String name) {
    return volumes.stream().filter(v -> v.name().equals(name)).findFirst();
  }
}
