package dev.keelson.cli.wiring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Durations;
import dev.keelson.cli.console.Table;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.pod.PodSnapshot;
import dev.keelson.runtime.pod.PodStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The pods of the node as tables and documents, read from the runtime's local API. */
public final class PodViews {
  private final Console console;
  private final LocalApiClient api;

  /** Reads the runtime below that root directory. */
  public PodViews(Path rootDir, Console console) {
    this.console = console;
    this.api = new LocalApiClient(new NodeLayout(rootDir).socket());
  }

  /** Prints all pods: a table, or the Kubernetes {@code List} that kubectl would print. */
  public void list(String output) {
    List<PodSnapshot> pods = api.pods();
    switch (output) {
      case "json", "yaml" -> console.text(Documents.print(list(pods), output));
      default -> console.text(table(pods, output.equals("wide"), Instant.now()).toString());
    }
  }

  private static ObjectNode list(List<PodSnapshot> pods) {
    ObjectNode list = ApiJson.MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "List");
    var items = list.putArray("items");
    for (PodSnapshot pod : pods) {
      ObjectNode item = pod.manifest().deepCopy();
      item.set("status", ApiJson.MAPPER.valueToTree(pod.status()));
      items.add(item);
    }
    return list;
  }

  private static Table table(List<PodSnapshot> pods, boolean wide, Instant now) {
    var table =
        wide
            ? new Table(
                "NAMESPACE",
                "NAME",
                "READY",
                "STATUS",
                "RESTARTS",
                "AGE",
                "IP",
                "REVISION",
                "SOURCE")
            : new Table("NAMESPACE", "NAME", "READY", "STATUS", "RESTARTS", "AGE");
    for (PodSnapshot pod : pods) {
      String[] cells = cells(pod, now);
      table.row(wide ? wide(cells, pod) : cells);
    }
    return table;
  }

  private static String[] cells(PodSnapshot pod, Instant now) {
    PodStatus status = pod.status();
    long ready = status.containerStatuses().stream().filter(c -> c.ready()).count();
    int restarts = status.containerStatuses().stream().mapToInt(c -> c.restartCount()).sum();
    Instant start = status.startTime();
    return new String[] {
      pod.manifest().path("metadata").path("namespace").asText(),
      pod.manifest().path("metadata").path("name").asText(),
      ready + "/" + pod.manifest().path("spec").path("containers").size(),
      statusWord(pod),
      String.valueOf(restarts),
      start == null ? "<unknown>" : Durations.age(Duration.between(start, now)),
    };
  }

  private static String[] wide(String[] cells, PodSnapshot pod) {
    String ip = Optional.ofNullable(pod.status().podIP()).orElse("<none>");
    var more = new String[] {ip, shortened(pod.revision()), pod.source()};
    var all = new String[cells.length + more.length];
    System.arraycopy(cells, 0, all, 0, cells.length);
    System.arraycopy(more, 0, all, cells.length, more.length);
    return all;
  }

  private static String shortened(String revision) {
    return revision.substring(0, Math.min(12, revision.length()));
  }

  /** The word kubectl shows: a waiting or ended container's reason before the phase. */
  static String statusWord(PodSnapshot pod) {
    if (pod.terminating()) {
      return "Terminating";
    }
    for (var container : pod.status().containerStatuses()) {
      var waiting = container.state().waiting();
      if (waiting != null) {
        return waiting.reason();
      }
      var terminated = container.state().terminated();
      if (terminated != null && terminated.reason() != null) {
        return terminated.reason();
      }
    }
    return pod.status().phase();
  }
}
