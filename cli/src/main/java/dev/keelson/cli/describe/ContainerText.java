package dev.keelson.cli.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.pod.ContainerState;
import dev.keelson.runtime.pod.PodSnapshot;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One container of a description. */
final class ContainerText {
  private static final Comparator<JsonNode> BY_PATH =
      Comparator.comparing(mount -> mount.path("mountPath").asText());

  private final TabText text;
  private final JsonNode spec;

  private ContainerText(TabText text, JsonNode spec) {
    this.text = text;
    this.spec = spec;
  }

  static void of(TabText text, PodSnapshot pod, JsonNode spec, ProbeText probes) {
    String name = spec.path("name").asText();
    Optional<ContainerState.Status> status =
        Stream.concat(
                pod.status().initContainerStatuses().stream(),
                pod.status().containerStatuses().stream())
            .filter(s -> s.name().equals(name))
            .findFirst();
    text.line(1, name + ":");
    var container = new ContainerText(text, spec);
    container.identity(status);
    container.words("Command:", "command");
    container.words("Args:", "args");
    status.ifPresent(container::state);
    container.resources();
    probes.of(spec);
    container.environment();
    container.mounts();
  }

  private void identity(Optional<ContainerState.Status> status) {
    text.line(2, "Container ID:", status.map(s -> orEmpty(s.containerID())).orElse(""));
    text.line(2, "Image:", spec.path("image").asText());
    text.line(2, "Image ID:", status.map(ContainerState.Status::imageID).orElse(""));
    boolean several = spec.path("ports").size() > 1;
    text.line(2, several ? "Ports:" : "Port:", ports("containerPort"));
    text.line(2, several ? "Host Ports:" : "Host Port:", ports("hostPort"));
  }

  private String ports(String field) {
    if (spec.path("ports").isEmpty()) {
      return "<none>";
    }
    return items("ports")
        .map(p -> p.path(field).asInt(0) + "/" + p.path("protocol").asText("TCP") + named(p))
        .collect(Collectors.joining(", "));
  }

  private static String named(JsonNode port) {
    return port.has("name") ? " (" + port.path("name").asText() + ")" : "";
  }

  private Stream<JsonNode> items(String list) {
    return StreamSupport.stream(spec.path(list).spliterator(), false);
  }

  private void words(String name, String list) {
    if (!spec.path(list).isEmpty()) {
      text.line(2, name);
      items(list).forEach(word -> word.asText().lines().forEach(line -> text.line(3, line)));
    }
  }

  private void state(ContainerState.Status status) {
    state("State:", status.state());
    ContainerState last = status.lastState();
    if (last.terminated() != null) {
      state("Last State:", last);
    }
    text.line(2, "Ready:", status.ready() ? "True" : "False");
    text.line(2, "Restart Count:", String.valueOf(status.restartCount()));
  }

  private void state(String name, ContainerState state) {
    var running = state.running();
    var terminated = state.terminated();
    var waiting = state.waiting();
    if (running != null) {
      text.line(2, name, "Running");
      text.line(3, "Started:", PodDescription.time(running.startedAt()));
    } else if (terminated != null) {
      text.line(2, name, "Terminated");
      optional("Reason:", terminated.reason());
      optional("Message:", terminated.message());
      text.line(3, "Exit Code:", String.valueOf(terminated.exitCode()));
      text.line(3, "Started:", PodDescription.time(terminated.startedAt()));
      text.line(3, "Finished:", PodDescription.time(terminated.finishedAt()));
    } else {
      text.line(2, name, "Waiting");
      optional("Reason:", waiting == null ? null : waiting.reason());
      optional("Message:", waiting == null ? null : waiting.message());
    }
  }

  private void optional(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      text.line(3, name, value.strip().replace("\n", " "));
    }
  }

  private void resources() {
    for (String kind : List.of("limits", "requests")) {
      JsonNode quantities = spec.path("resources").path(kind);
      if (!quantities.isEmpty()) {
        text.line(2, kind.equals("limits") ? "Limits:" : "Requests:");
        PodDescription.sortedNames(quantities)
            .forEach(name -> text.line(3, name + ":", quantities.path(name).asText()));
      }
    }
  }

  private void environment() {
    text.line(2, "Environment:", spec.path("env").isEmpty() ? "<none>" : "");
    for (JsonNode variable : spec.path("env")) {
      JsonNode field = variable.path("valueFrom").path("fieldRef");
      JsonNode resource = variable.path("valueFrom").path("resourceFieldRef");
      String value = variable.path("value").asText();
      if (!field.isMissingNode()) {
        value = " (%s:%s)".formatted(field.path("apiVersion").asText("v1"), path(field));
      } else if (!resource.isMissingNode()) {
        value = "(" + resource.path("resource").asText() + ")";
      }
      String name = variable.path("name").asText() + ":";
      for (String line : value.split("\n", -1)) {
        text.line(3, name, line);
        name = "";
      }
    }
  }

  private static String path(JsonNode field) {
    return field.path("fieldPath").asText();
  }

  private void mounts() {
    text.line(2, "Mounts:", spec.path("volumeMounts").isEmpty() ? "<none>" : "");
    for (JsonNode mount : items("volumeMounts").sorted(BY_PATH).toList()) {
      String sub = mount.path("subPath").asText(mount.path("subPathExpr").asText());
      String flags =
          (mount.path("readOnly").asBoolean() ? "ro" : "rw")
              + (sub.isEmpty() ? "" : ",path=\"" + sub + "\"");
      text.line(
          3,
          "%s from %s (%s)"
              .formatted(mount.path("mountPath").asText(), mount.path("name").asText(), flags));
    }
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}
