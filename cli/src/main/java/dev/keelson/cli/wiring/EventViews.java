package dev.keelson.cli.wiring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Table;
import dev.keelson.cli.describe.EventRows;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.api.CountedEvent;
import dev.keelson.runtime.api.EventLogClient;
import dev.keelson.runtime.api.LocalApiClient;
import dev.keelson.runtime.pod.PodEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What happened on the node, as {@code kubectl events} shows it. */
public final class EventViews {
  private final Console console;
  private final LocalApiClient api;

  /** Reads the runtime below that root directory. */
  public EventViews(Path rootDir, Console console) {
    this.console = console;
    this.api = new LocalApiClient(new NodeLayout(rootDir).socket());
  }

  /**
   * Prints the events that are known.
   *
   * @param about the pod they are about; empty for any
   */
  public void list(Optional<String> namespace, Optional<String> about, String output) {
    List<CountedEvent> events =
        new EventLogClient(api).events().stream().filter(wanted(namespace, about)).toList();
    if (output.isEmpty() && events.isEmpty()) {
      console.err().println(PodViews.nothing("events", namespace));
    } else if (output.isEmpty()) {
      console.text(table(events).toString());
    } else {
      ObjectNode list =
          ApiJson.MAPPER.createObjectNode().put("apiVersion", "v1").put("kind", "List");
      var items = list.putArray("items");
      events.forEach(event -> items.add(document(event)));
      console.text(Documents.print(list, output));
    }
  }

  /** As {@link #list}, and then whatever happens, until the runtime ends. */
  public void watch(Optional<String> namespace, Optional<String> about, String output) {
    Predicate<CountedEvent> wanted = wanted(namespace, about);
    var known = new EventLogClient(api).events();
    long seen = known.isEmpty() ? 0 : known.getLast().sequence();
    Table shape = table(known.stream().filter(wanted).toList());
    if (output.isEmpty()) {
      console.text(shape.toString());
    }
    new EventLogClient(api)
        .watch(event -> {
          boolean shown = output.isEmpty() && event.sequence() <= seen;
          if (wanted.test(event) && !shown) {
            console.text(
                output.isEmpty()
                    ? shape.line(cells(event, Instant.now()))
                    : Documents.print(document(event), output));
          }
          return true;
        });
  }

  private Predicate<CountedEvent> wanted(Optional<String> namespace, Optional<String> about) {
    Optional<String> uid = about.map(pod -> new PodFinder(api, console).pod(namespace, pod).uid());
    return event ->
        uid.map(event.event().uid()::equals).orElse(true)
            && namespace.map(event.event().namespace()::equals).orElse(true);
  }

  private static Table table(List<CountedEvent> events) {
    var table = new Table("NAMESPACE", "LAST SEEN", "TYPE", "REASON", "OBJECT", "MESSAGE");
    events.forEach(event -> table.row(cells(event, Instant.now())));
    return table;
  }

  private static String[] cells(CountedEvent counted, Instant now) {
    PodEvent event = counted.event();
    return new String[] {
      event.namespace().isEmpty() ? "<none>" : event.namespace(),
      EventRows.age(counted, now),
      event.type(),
      event.reason(),
      event.pod().isEmpty() ? "Node" : "Pod/" + event.pod(),
      event.message().strip().replace('\n', ' '),
    };
  }

  /** The event as an object of the Kubernetes API. */
  private static ObjectNode document(CountedEvent counted) {
    PodEvent event = counted.event();
    ObjectNode document = ApiJson.MAPPER.createObjectNode();
    document.put("apiVersion", "v1").put("kind", "Event");
    ObjectNode object = document.putObject("involvedObject").put("apiVersion", "v1");
    object.put("kind", event.pod().isEmpty() ? "Node" : "Pod");
    object.put("namespace", event.namespace()).put("name", event.pod()).put("uid", event.uid());
    document.put("type", event.type()).put("reason", event.reason());
    document.put("message", event.message()).put("count", counted.count());
    document.set("firstTimestamp", ApiJson.MAPPER.valueToTree(counted.first()));
    document.set("lastTimestamp", ApiJson.MAPPER.valueToTree(counted.last()));
    document.putObject("source").put("component", "keelson");
    return document;
  }
}
