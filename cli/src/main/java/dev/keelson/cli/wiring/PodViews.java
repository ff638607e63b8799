package dev.keelson.cli.wiring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Table;
import dev.keelson.cli.describe.PodDescription;
import dev.keelson.runtime.api.ApiEvent;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.api.CountedEvent;
import dev.keelson.runtime.api.EventLogClient;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.api.ProbeReport;
import dev.keelson.runtime.pod.PodSnapshot;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pods of the node as tables and documents, read from the runtime's local API. */
public final class PodViews {
  private static final Duration FOREVER = Duration.ofDays(1000);

  private final Console console;
  private final LocalApiClient api;

  /** Reads the runtime below that root directory. */
  public PodViews(Path rootDir, Console console) {
    this.console = console;
    this.api = new LocalApiClient(new NodeLayout(rootDir).socket());
  }

  /**
   * Prints pods: a table, or the Kubernetes {@code List} that kubectl would print. Manifests that
   * are not taken are told on standard error.
   */
  public void list(Optional<String> namespace, String output) {
    List<PodSnapshot> pods = api.pods().stream().filter(p -> isIn(p, namespace)).toList();
    switch (output) {
      case "json", "yaml" -> console.text(Documents.print(list(pods), output));
      default -> {
        if (pods.isEmpty()) {
          console.err().println(nothing("resources", namespace));
        } else {
          console.text(table(pods, output.equals("wide")).toString());
        }
      }
    }
    api.status().manifestProblems().forEach(console::warning);
  }

  /** As kubectl says it. */
  static String nothing(String what, Optional<String> namespace) {
    return "No " + what + " found" + namespace.map(n -> " in " + n + " namespace.").orElse("");
  }

  /** As {@link #list}, and a row or document for every change, until the runtime ends. */
  public void watch(Optional<String> namespace, String output) {
    boolean wide = output.equals("wide");
    boolean table = wide || output.isEmpty();
    List<PodSnapshot> pods = api.pods().stream().filter(p -> isIn(p, namespace)).toList();
    Table shape = table(pods, wide);
    Map<String, PodSnapshot> shown = new HashMap<>();
    pods.forEach(pod -> shown.put(pod.uid(), pod));
    if (table) {
      console.text(shape.toString());
    } else {
      pods.forEach(pod -> console.text(Documents.print(document(pod), output)));
    }
    api.events(
        FOREVER,
        event -> {
          changed(event)
              .filter(pod -> isIn(pod, namespace) && !pod.equals(shown.put(pod.uid(), pod)))
              .ifPresent(pod ->
                  console.text(
                      table
                          ? shape.line(PodRows.cells(pod, wide, Instant.now()))
                          : Documents.print(document(pod), output)));
          return true;
        });
  }

  private static Optional<PodSnapshot> changed(ApiEvent event) {
    return switch (event) {
      case ApiEvent.Pod(var pod) -> Optional.of(pod);
      case ApiEvent.Removed(var pod) -> Optional.of(pod);
      case ApiEvent.Happened _ -> Optional.empty();
    };
  }

  /** Prints one pod as kubectl describes it. */
  public void describe(Optional<String> namespace, String name) {
    PodSnapshot pod = new PodFinder(api, console).pod(namespace, name);
    List<CountedEvent> events =
        new EventLogClient(api)
            .events().stream().filter(e -> e.event().uid().equals(pod.uid())).toList();
    List<ProbeReport> probes =
        api.probes(PodFinder.metadata(pod, "namespace"), PodFinder.metadata(pod, "name"));
    console.text(PodDescription.of(pod, probes, events, Instant.now()));
  }

  /** Has one pod stopped and started again. */
  public void restart(Optional<String> namespace, String name) {
    PodSnapshot pod = new PodFinder(api, console).pod(namespace, name);
    String restarted = PodFinder.metadata(pod, "name");
    api.restart(PodFinder.metadata(pod, "namespace"), restarted);
    console.line("pod/" + restarted + " restarted");
  }

  private static boolean isIn(PodSnapshot pod, Optional<String> namespace) {
    return namespace.isEmpty() || namespace.get().equals(PodFinder.metadata(pod, "namespace"));
  }

  private static ObjectNode list(List<PodSnapshot> pods) {
    ObjectNode list = ApiJson.MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    var items = list.putArray("items");
    pods.forEach(pod -> items.add(document(pod)));
    list.putObject("metadata").put("resourceVersion", "");
    return list;
  }

  private static ObjectNode document(PodSnapshot pod) {
    ObjectNode document = pod.manifest().deepCopy();
    ObjectNode status = ApiJson.MAPPER.valueToTree(pod.status());
    // Always null, and always there.
    status.withArray("conditions").forEach(c -> ((ObjectNode) c).putNull("lastProbeTime"));
    document.set("status", status);
    return document;
  }

  private static Table table(List<PodSnapshot> pods, boolean wide) {
    var table = new Table(PodRows.headings(wide));
    pods.forEach(pod -> table.row(PodRows.cells(pod, wide, Instant.now())));
    return table;
  }
}
