package dev.keelson.bootstrap.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labels and taints of a control-plane node, as kubeadm's mark-control-plane sets them: taints
 * that others gave the node stay (phases/markcontrolplane/markcontrolplane.go).
 */
public final class NodeMark {
  private NodeMark() {}

  /**
   * The object to apply.
   *
   * @param seen the Node as the API has it; where it is not registered yet, applying registers it
   * @param taints each with key, effect and, if it has one, value
   */
  public static Map<String, Object> of(
      String nodeName,
      Optional<Map<String, Object>> seen,
      Map<String, String> labels,
      List<Map<String, Object>> taints) {
    var all = new ArrayList<Object>(taints);
    for (Object taint : taintsOf(seen)) {
      if (taints.stream().noneMatch(ours -> same(ours, taint))) {
        all.add(taint);
      }
    }
    return Map.of(
        "apiVersion",
        "v1",
        "kind",
        "Node",
        "metadata",
        Map.of("name", nodeName, "labels", labels),
        "spec",
        all.isEmpty() ? Map.of() : Map.of("taints", all));
  }

  private static List<?> taintsOf(Optional<Map<String, Object>> node) {
    return node.map(n -> n.get("spec")).orElse(Map.of()) instanceof Map<?, ?> spec
            && spec.get("taints") instanceof List<?> taints
        ? taints
        : List.of();
  }

  private static boolean same(Map<String, Object> ours, Object theirs) {
    return theirs instanceof Map<?, ?> map
        && ours.get("key") instanceof String key
        && key.equals(map.get("key"))
        && ours.get("effect") instanceof String effect
        && effect.equals(map.get("effect"));
  }
}
