package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads {@code taints}: absent is kubeadm's taint, an empty list is none. */
final class TaintReader {
  private static final Set<String> EFFECTS = Set.of("NoSchedule", "PreferNoSchedule", "NoExecute");
  private static final Taint CONTROL_PLANE =
      new Taint("node-role.kubernetes.io/control-plane", "", "NoSchedule");

  private TaintReader() {}

  static List<Taint> read(Section node) {
    if (!node.has("taints")) {
      return List.of(CONTROL_PLANE);
    }
    var taints = new ArrayList<Taint>();
    for (var item : node.sections("taints")) {
      var key = item.text("key");
      var value = item.verbatim("value").map(Located::value).orElse("");
      var effect =
          FieldChecks.valid(
              item,
              "effect",
              EFFECTS::contains,
              "is no effect; there are NoSchedule, PreferNoSchedule, NoExecute");
      item.know("timeAdded");
      item.end();
      if (key.isEmpty() || item.text("effect").isEmpty()) {
        item.problems().add(item.place(), "a taint needs a key and an effect");
      }
      key.ifPresent(k -> taints.add(new Taint(k.value(), value, effect.orElse(""))));
    }
    return taints;
  }
}
