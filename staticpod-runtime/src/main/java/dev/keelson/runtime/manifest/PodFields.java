package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The values of a pod's fields, for variables and downward API files.
 *
 * @param hostIps of the node
 * @param podIps empty while there is no sandbox
 * @param capacity of the node: a limit that is not set
 */
public record PodFields(
    PodManifest pod,
    String nodeName,
    List<String> hostIps,
    List<String> podIps,
    NodeCapacity capacity) {
  private static final Pattern SUBSCRIPT =
      Pattern.compile("metadata\\.(labels|annotations)\\['([^']+)'\\]");
  private static final Set<String> OF_FILES =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "metadata.labels",
          "metadata.annotations");

  private static final Set<String> OF_VARIABLES =
      Set.of(
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.serviceAccountName",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs");

  public PodFields {
    hostIps = List.copyOf(hostIps);
    podIps = List.copyOf(podIps);
  }

  /** Where a field is read: each has fields of its own. */
  enum Use {
    VARIABLE,
    FILE
  }

  static boolean isKnown(String path, Use use) {
    Set<String> known =
        switch (use) {
          case VARIABLE -> OF_VARIABLES;
          case FILE -> OF_FILES;
        };
    return known.contains(path) || SUBSCRIPT.matcher(path).matches();
  }

  /**
   * What the variable stands for.
   *
   * @param container the one whose resources are meant where no other is named
   */
  public String value(EnvVar.FromPod variable, ContainerSpec container) {
    return switch (variable) {
      case EnvVar.FromField field -> field(field.fieldPath());
      case EnvVar.FromResource resource -> resource(resource, container);
    };
  }

  private String field(String path) {
    return switch (path) {
      case "metadata.name" -> pod.name();
      case "metadata.namespace" -> pod.namespace();
      case "metadata.uid" -> pod.uid();
      case "metadata.labels" -> lines(pod.labels());
      case "metadata.annotations" -> lines(pod.annotations());
      case "spec.nodeName" -> nodeName;
      case "status.hostIP" -> first(hostIps);
      case "status.hostIPs" -> String.join(",", hostIps);
      case "status.podIP" -> first(podIps);
      case "status.podIPs" -> String.join(",", podIps);
      default -> subscript(path);
    };
  }

  private String subscript(String path) {
    Matcher matcher = SUBSCRIPT.matcher(path);
    if (!matcher.matches()) {
      return "";
    }
    Map<String, String> values =
        matcher.group(1).equals("labels") ? pod.labels() : pod.annotations();
    return values.getOrDefault(matcher.group(2), "");
  }

  private String resource(EnvVar.FromResource wanted, ContainerSpec self) {
    ContainerSpec container =
        pod.spec()
            .allContainers()
            .filter(c -> c.name().equals(wanted.container()))
            .findFirst()
            .orElse(self);
    boolean limit = wanted.resource().startsWith("limits.");
    String name = wanted.resource().substring(wanted.resource().indexOf('.') + 1);
    Optional<Quantity> quantity =
        limit ? container.resources().limit(name) : container.resources().request(name);
    return String.valueOf(
        quantity
            .or(() -> limit ? unset(name) : Optional.empty())
            .map(q -> q.dividedBy(wanted.divisor()))
            .orElse(0L));
  }

  /** What a limit that the container lacks counts as: the pod's, or all that the node has. */
  private Optional<Quantity> unset(String resource) {
    Optional<Quantity> ofNode = capacity.of(resource);
    return ofNode
        .flatMap(_ -> pod.spec().resources().flatMap(r -> r.limit(resource)))
        .or(() -> ofNode);
  }

  private static String first(List<String> addresses) {
    return addresses.isEmpty() ? "" : addresses.getFirst();
  }

  private static String lines(Map<String, String> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(e -> e.getKey() + "=\"" + quoted(e.getValue()) + "\"")
            .collect(Collectors.joining("\n"));
  }

  private static String quoted(String value) {
    return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
