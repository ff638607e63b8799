package dev.keelson.runtime.testkit;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.pod.PodStatus;
import java.time.Instant;
import java.util.List;

/** Snapshots of pods on the node {@code cp1}, as the workers would tell them. */
public final class Snapshots {
  public static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");

  private Snapshots() {}

  /** A pod of one container {@code main} in kube-system; its uid is made of name and revision. */
  public static PodSnapshot pod(String name, String revision, boolean ready) {
    return new PodSnapshot(
        manifest(name, name + "-" + revision),
        revision,
        revision,
        "",
        name + "-" + revision,
        "",
        "/etc/kubernetes/manifests/" + name + ".yaml",
        status(ready),
        ready ? "" : "its startup probe fails",
        false);
  }

  private static ObjectNode manifest(String name, String uid) {
    ObjectNode pod = JsonNodeFactory.instance.objectNode();
    pod.put("apiVersion", "v1").put("kind", "Pod");
    ObjectNode metadata = pod.putObject("metadata");
    metadata.put("name", name + "-cp1").put("namespace", "kube-system").put("uid", uid);
    metadata
        .putObject("annotations")
        .put("kubernetes.io/config.hash", uid)
        .put("kubernetes.io/config.source", "file");
    ObjectNode spec = pod.putObject("spec").put("nodeName", "cp1").put("hostNetwork", true);
    spec.putArray("containers").addObject().put("name", "main").put("image", "example/main:1");
    return pod;
  }

  private static PodStatus status(boolean ready) {
    String is = ready ? "True" : "False";
    var running = new ContainerState(null, new ContainerState.Running(STARTED), null);
    return new PodStatus(
        "Running",
        List.of(
            new PodStatus.Condition("PodScheduled", "True", STARTED, null, null),
            new PodStatus.Condition("Ready", is, STARTED, null, null)),
        null,
        null,
        "10.0.0.1",
        List.of(new PodStatus.Address("10.0.0.1")),
        "10.0.0.1",
        List.of(new PodStatus.Address("10.0.0.1")),
        STARTED,
        List.of(),
        List.of(
            new ContainerState.Status(
                "main",
                running,
                new ContainerState(null, null, null),
                ready,
                2,
                "example/main:1",
                "sha256:1",
                "embedded://c1",
                ready,
                null,
                null,
                List.of(),
                null)),
        "BestEffort",
        null,
        null);
  }
}
