package dev.keelson.cli.describe;

import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.cli.console.Durations;
import dev.keelson.runtime.api.ProbeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The probes of a container, one line each, and below it what it answered last. */
final class ProbeText {
  private final TabText text;
  private final List<ProbeReport> reports;
  private final Instant now;

  ProbeText(TabText text, List<ProbeReport> reports, Instant now) {
    this.text = text;
    this.reports = reports;
    this.now = now;
  }

  void of(JsonNode container) {
    String name = container.path("name").asText();
    line(name, "Liveness:", container.path("livenessProbe"));
    line(name, "Readiness:", container.path("readinessProbe"));
    line(name, "Startup:", container.path("startupProbe"));
  }

  private void line(String container, String heading, JsonNode probe) {
    if (probe.isMissingNode()) {
      return;
    }
    text.line(2, heading, words(probe));
    String kind = heading.toLowerCase(Locale.ROOT).replace(":", "");
    reports.stream()
        .filter(r -> r.container().equals(container) && r.probe().equals(kind))
        .forEach(r -> text.line(3, "Last Answer:", answer(r)));
  }

  private String answer(ProbeReport report) {
    String times = report.inARow() == 1 ? "" : ", " + report.inARow() + " in a row";
    String message = report.message().isEmpty() ? "" : ": " + report.message().strip();
    String age = Durations.age(Duration.between(report.at(), now));
    return report.outcome() + " " + age + " ago" + times + message.replace('\n', ' ');
  }

  /** As kubectl writes a probe. */
  static String words(JsonNode probe) {
    return "%s delay=%ds timeout=%ds period=%ds successThreshold=%d failureThreshold=%d"
        .formatted(
            action(probe),
            probe.path("initialDelaySeconds").asInt(0),
            probe.path("timeoutSeconds").asInt(1),
            probe.path("periodSeconds").asInt(10),
            probe.path("successThreshold").asInt(1),
            probe.path("failureThreshold").asInt(3));
  }

  private static String action(JsonNode probe) {
    JsonNode http = probe.path("httpGet");
    if (probe.has("exec")) {
      return "exec ["
          + StreamSupport.stream(probe.path("exec").path("command").spliterator(), false)
              .map(JsonNode::asText)
              .collect(Collectors.joining(" "))
          + "]";
    }
    if (probe.has("httpGet")) {
      String scheme = http.path("scheme").asText("HTTP").toLowerCase(Locale.ROOT);
      return "http-get %s://%s:%s%s"
          .formatted(scheme, http.path("host").asText(), http.path("port").asText(), path(http));
    }
    if (probe.has("grpc")) {
      JsonNode grpc = probe.path("grpc");
      return "grpc <pod>:%s %s"
          .formatted(grpc.path("port").asText(), grpc.path("service").asText());
    }
    JsonNode tcp = probe.path("tcpSocket");
    return "tcp-socket %s:%s".formatted(tcp.path("host").asText(), tcp.path("port").asText());
  }

  private static String path(JsonNode http) {
    String path = http.path("path").asText("/");
    return path.startsWith("/") ? path : "/" + path;
  }
}
