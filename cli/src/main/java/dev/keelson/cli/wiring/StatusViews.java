package dev.keelson.cli.wiring;

import dev.keelson.bootstrap.node.NodeLayout;
import dev.keelson.cli.console.Console;
import dev.keelson.cli.console.Durations;
import dev.keelson.cli.console.Table;
import dev.keelson.runtime.api.ApiEvent;
import dev.keelson.runtime.api.ApiJson;
import dev.keelson.runtime.api.LocalApiClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/** The node as a page or a document. */
public final class StatusViews {
  private final Console console;
  private final NodeLayout layout;

  /** The node below that root directory. */
  public StatusViews(Path rootDir, Console console) {
    this.layout = new NodeLayout(rootDir);
    this.console = console;
  }

  /** Shows it once; whether all is ready. */
  public boolean show(String output) {
    NodeReport report = NodeReport.read(layout);
    if (output.isEmpty()) {
      console.text(page(report, Instant.now()));
    } else {
      console.text(Documents.print(ApiJson.MAPPER.valueToTree(report), output));
    }
    return report.ready();
  }

  /** Shows it whenever a pod changes, until the runtime ends; whether all was ready then. */
  public boolean watch(String output) throws InterruptedException {
    var changes = new LinkedBlockingQueue<Boolean>();
    var api = new LocalApiClient(layout.socket());
    Thread events =
        Thread.ofVirtual()
            .name("status-events")
            .start(() -> {
              try {
                api.events(
                    Duration.ofDays(1000),
                    event -> changes.offer(!(event instanceof ApiEvent.Happened)));
              } finally {
                changes.add(false);
              }
            });
    boolean ready = false;
    while (events.isAlive() || !changes.isEmpty()) {
      changes.take();
      changes.clear();
      console.text(console.terminal() ? "\u001b[H\u001b[2J" : "");
      ready = show(output);
    }
    return ready;
  }

  private static String page(NodeReport report, Instant now) {
    var page = new StringBuilder();
    var current = report.current();
    var runtime = report.runtime();
    if (current == null) {
      page.append("Revision:    none; `keelson init` makes the first one\n");
    } else {
      page.append("Node:        %s\n".formatted(current.node()));
      page.append(
          "Revision:    %d, by `%s` at %s%s\n"
              .formatted(
                  current.number(),
                  current.command(),
                  current.created(),
                  report.lastGood() == null ? "" : "; last good: " + report.lastGood()));
    }
    if (report.unfinished() != null) {
      page.append(
          "Unfinished:  revision %d; run its command again, or `keelson reset`\n"
              .formatted(report.unfinished()));
    }
    if (runtime == null) {
      page.append("Runtime:     does not answer; `keelson runtime start` starts it\n");
    } else {
      page.append(
          "Runtime:     process %d, for %s\nEngine:      %s\nAPI server:  %s\n"
              .formatted(
                  runtime.pid(),
                  Durations.age(Duration.between(runtime.startedAt(), now)),
                  runtime.engine(),
                  runtime.presence()));
      runtime.manifestProblems().forEach(p -> page.append("Problem:     ").append(p).append('\n'));
    }
    page.append(components(report, now)).append(certificates(report, now));
    return page.toString();
  }

  private static String components(NodeReport report, Instant now) {
    if (report.components().isEmpty()) {
      return "";
    }
    var table =
        new Table(
            "COMPONENT", "READY", "STATUS", "SINCE", "REVISION", "DESIRED", "REJECTED", "PROBLEM");
    for (var c : report.components()) {
      Instant since = c.since();
      table.row(
          c.name(),
          c.ready() ? "yes" : "no",
          c.status(),
          since == null ? "" : Durations.age(Duration.between(since, now)),
          c.desired() == null ? c.revision().brief() : c.revision().told(),
          told(c.desired()),
          told(c.rejected()),
          c.problem());
    }
    return "\n" + table;
  }

  private static String told(@Nullable PodRevision revision) {
    return revision == null ? "" : revision.told();
  }

  private static String certificates(NodeReport report, Instant now) {
    if (report.certificates().isEmpty()) {
      return "";
    }
    var table = new Table("CERTIFICATE", "EXPIRES", "RESIDUAL TIME", "AUTHORITY");
    for (var c : report.certificates()) {
      table.row(
          c.file(),
          c.notAfter().toString(),
          Durations.age(Duration.between(now, c.notAfter())),
          c.authority() ? "yes" : "no");
    }
    return "\n" + table;
  }
}
