package dev.keelson.e2e.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** A pod's status as the values of its fields, without what no two runs have in common. */
final class StatusText {
  /** Where keelson's differ on purpose: the whole list. */
  private static final List<Pattern> ON_PURPOSE =
      List.of(
          // A kubelet without an API server does not know the addresses of its node.
          Pattern.compile("[^/]+/(hostIP|hostIPs/.*|podIP|podIPs/.*)"),
          // What kept a program from starting or an image from coming is said by each in its words.
          Pattern.compile("no-program/containerStatuses/c/state/terminated/message"),
          Pattern.compile("(volume-)?not-pulled/containerStatuses/c/state/waiting/message"));

  private static final String SANDBOX_MESSAGE = "/conditions/PodReadyToStartContainers/message";
  private static final String NO_SANDBOX = "no pod sandbox exists";
  private static final String STOPPED_SANDBOX = "pod sandbox is not ready";

  private StatusText() {}

  /** The values by their JSON pointers. */
  static Map<String, String> of(JsonNode pod) {
    Map<String, String> values = new TreeMap<>();
    flatten("", pod.path("status"), values);
    String uid = pod.at("/metadata/uid").asText();
    values.replaceAll((path, value) -> comparable(path, value.replace(uid, "UID")));
    return values;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> values) {
    if (node.isObject()) {
      node.properties().forEach(p -> flatten(path + "/" + p.getKey(), p.getValue(), values));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        JsonNode item = node.get(i);
        String name = item.path("name").asText(item.path("type").asText(Integer.toString(i)));
        flatten(path + "/" + name, item, values);
      }
    } else if (!node.isNull()) {
      values.put(path, node.asText());
    }
  }

  /** Times are some time, ids some id. */
  private static String comparable(String path, String value) {
    boolean arbitrary =
        path.endsWith("Time")
            || path.endsWith("At")
            || path.endsWith("/containerID")
            || path.endsWith("/imageID");
    if (arbitrary) {
      return "present";
    }
    // Of a pod that has ended the kubelet says both, the one as soon as its sandbox is stopped, the
    // other once that is taken away.
    return path.equals(SANDBOX_MESSAGE) ? value.replace(NO_SANDBOX, STOPPED_SANDBOX) : value;
  }

  /** Where two differ and are not to, both values in turn. */
  static Map<String, String> differences(
      String pod, Map<String, String> one, Map<String, String> other) {
    Map<String, String> differences = new TreeMap<>();
    TreeSet<String> paths = new TreeSet<>(one.keySet());
    paths.addAll(other.keySet());
    for (String path : paths) {
      String first = one.getOrDefault(path, "absent");
      String second = other.getOrDefault(path, "absent");
      if (!first.equals(second) && !onPurpose(pod + path)) {
        differences.put(pod + path, first + " | " + second);
      }
    }
    return differences;
  }

  private static boolean onPurpose(String path) {
    return ON_PURPOSE.stream().anyMatch(p -> p.matcher(path).matches());
  }
}
