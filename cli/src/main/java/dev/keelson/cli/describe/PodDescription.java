package dev.keelson.cli.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.api.CountedEvent;
import dev.keelson.runtime.api.ProbeReport;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.pod.PodStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One pod in the words and the order of {@code kubectl describe pod}. */
public final class PodDescription {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT);

  private final PodSnapshot pod;
  private final JsonNode spec;
  private final List<ProbeReport> probes;
  private final Instant now;
  private final TabText text = new TabText();

  private PodDescription(PodSnapshot pod, List<ProbeReport> probes, Instant now) {
    this.pod = pod;
    this.probes = probes;
    this.now = now;
    this.spec = pod.manifest().path("spec");
  }

  /**
   * The whole text.
   *
   * @param probes what its probes answered last
   * @param events those about the pod, in order
   */
  public static String of(
      PodSnapshot pod, List<ProbeReport> probes, List<CountedEvent> events, Instant now) {
    var description = new PodDescription(pod, probes, now);
    description.head();
    description.containers("Init Containers:", "initContainers");
    description.containers("Containers:", "containers");
    description.conditions();
    new VolumeText(description.text).volumes(description.spec.path("volumes"));
    description.foot();
    EventRows.of(description.text, description.spec, events, now);
    return description.text.toString();
  }

  private void head() {
    PodStatus status = pod.status();
    JsonNode metadata = pod.manifest().path("metadata");
    text.line(0, "Name:", metadata.path("name").asText());
    text.line(0, "Namespace:", metadata.path("namespace").asText());
    text.line(0, "Priority:", spec.path("priority").asText("0"));
    optional("Priority Class Name:", spec.path("priorityClassName").asText());
    text.line(0, "Node:", spec.path("nodeName").asText() + "/" + orNone(status.hostIP()));
    text.line(0, "Start Time:", time(status.startTime()));
    pairs("Labels:", metadata.path("labels"), "=");
    pairs("Annotations:", metadata.path("annotations"), ": ");
    text.line(0, "Source:", pod.source());
    revisions();
    text.line(0, "Status:", pod.terminating() ? "Terminating" : status.phase());
    optional("Reason:", status.reason());
    optional("Message:", status.message());
    optional("Problem:", pod.problem());
    text.line(0, "IP:", Objects.requireNonNullElse(status.podIP(), ""));
    text.line(0, "IPs:" + (status.podIPs().isEmpty() ? "  <none>" : ""));
    status.podIPs().forEach(ip -> text.line(1, "IP:", ip.ip()));
  }

  /** A manifest edited by hand keeps its revision, so that the hash alone tells two apart. */
  private void revisions() {
    text.line(0, "Revision:", revision(pod.revision(), pod.hash()));
    boolean changes =
        !pod.desiredRevision().equals(pod.revision()) || !pod.desiredHash().equals(pod.hash());
    if (changes && !pod.desiredRevision().isEmpty()) {
      text.line(0, "Desired Revision:", revision(pod.desiredRevision(), pod.desiredHash()));
    }
    if (!pod.rejectedRevision().isEmpty()) {
      text.line(0, "Rejected Revision:", revision(pod.rejectedRevision(), pod.rejectedHash()));
    }
  }

  private static String revision(String revision, String hash) {
    return "%s (hash %s)".formatted(revision, hash);
  }

  private void optional(String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      text.line(0, name, value.strip().replace('\n', ' '));
    }
  }

  /** The first beside the name, the others below it. */
  private void pairs(String name, JsonNode map, String between) {
    if (map.isEmpty()) {
      text.line(0, name, "<none>");
    }
    String left = name;
    for (String key : sortedNames(map)) {
      text.line(0, left, key + between + map.path(key).asText());
      left = "";
    }
  }

  static List<String> sortedNames(JsonNode map) {
    return map.properties().stream().map(Map.Entry::getKey).sorted().toList();
  }

  private void containers(String heading, String list) {
    JsonNode containers = spec.path(list);
    if (!containers.isEmpty()) {
      text.line(0, heading);
      containers.forEach(
          container -> ContainerText.of(text, pod, container, new ProbeText(text, probes, now)));
    }
  }

  private void conditions() {
    text.line(0, "Conditions:");
    text.line(1, "Type", "Status", "Reason", "Message");
    for (PodStatus.Condition condition : pod.status().conditions()) {
      text.line(
          1,
          condition.type(),
          condition.status(),
          Objects.requireNonNullElse(condition.reason(), ""),
          Objects.requireNonNullElse(condition.message(), ""));
    }
  }

  private void foot() {
    text.line(0, "QoS Class:", pod.status().qosClass());
    pairs("Node-Selectors:", spec.path("nodeSelector"), "=");
    String left = "Tolerations:";
    if (spec.path("tolerations").isEmpty()) {
      text.line(0, left, "<none>");
    }
    for (JsonNode toleration : spec.path("tolerations")) {
      text.line(0, left, toleration(toleration));
      left = "";
    }
  }

  private static String toleration(JsonNode toleration) {
    String key = toleration.path("key").asText();
    String value = toleration.path("value").asText();
    String effect = toleration.path("effect").asText();
    boolean exists = toleration.path("operator").asText().equals("Exists");
    return (key + (value.isEmpty() ? "" : "=" + value))
        + (effect.isEmpty() ? "" : ":" + effect)
        + (exists ? " op=Exists" : "");
  }

  /** As kubectl writes times; the local zone. */
  static String time(@Nullable Instant instant) {
    return instant == null ? "" : TIME.format(instant.atZone(ZoneId.systemDefault()));
  }

  private static String orNone(@Nullable String text) {
    return text == null || text.isEmpty() ? "<none>" : text;
  }
}
