package dev.keelson.runtime.api;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The runtime's local API, as the command line reads it. Holds nothing between calls; safe for any
 * thread. Failures are {@link LocalApiException}; what is not there is an empty value.
 */
public final class LocalApiClient {
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration FOREVER = Duration.ofDays(1000);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Path socket;

  public LocalApiClient(Path socket) {
    this.socket = socket;
  }

  /** Whether a runtime answers there. */
  public boolean answers() {
    try (InputStream body = UnixHttp.exchange(socket, "GET", "/healthz", ANSWER).body()) {
      return body.read() >= 0;
    } catch (IOException _) {
      return false;
    }
  }

  /** The runtime itself. */
  public RuntimeStatus status() {
    return read("/status", ANSWER, new TypeReference<RuntimeStatus>() {})
        .orElseThrow(() -> failure("/status", 404, "not found"));
  }

  /** Every pod the runtime knows, by namespace and name. */
  public List<PodSnapshot> pods() {
    return read("/pods", ANSWER, new TypeReference<List<PodSnapshot>>() {}).orElse(List.of());
  }

  /** One pod; the name with or without the node's name behind it. */
  public Optional<PodSnapshot> pod(String namespace, String name) {
    return read(
        "/pods/" + escape(namespace) + "/" + escape(name),
        ANSWER,
        new TypeReference<PodSnapshot>() {});
  }

  /**
   * Waits until that revision of the pod runs and is ready, without polling.
   *
   * @param pod the name with or without the node's name behind it, in any namespace
   * @return the pod as it was then, or when the time was over; empty where there is none
   */
  public Optional<PodSnapshot> await(String pod, String revision, Duration timeout) {
    return read(
        "/await?pod=%s&revision=%s&timeout=%dms"
            .formatted(escape(pod), escape(revision), timeout.toMillis()),
        timeout.plus(GRACE),
        new TypeReference<PodSnapshot>() {});
  }

  /**
   * Reads the lines of {@code /events} until {@code wanted} says false, the runtime ends or the
   * time is over; begins with every pod as it is now.
   */
  public void events(Duration timeout, Predicate<ApiEvent> wanted) {
    try (var body = open("GET", "/events", timeout);
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      var parser = new ApiEvent.Parser();
      boolean more = true;
      while (more) {
        String line = lines.readLine();
        more = line != null && parser.line(line).map(wanted::test).orElse(true);
      }
    } catch (IOException e) {
      throw unreachable("/events", e);
    }
  }

  /** The lines of a container as text; closing the stream ends following. */
  public InputStream logs(LogRequest request) {
    var target =
        new StringBuilder("/logs/")
            .append(escape(request.namespace()) + "/" + escape(request.pod()))
            .append("/" + escape(request.container().isEmpty() ? "-" : request.container()))
            .append("?follow=" + request.follow() + "&previous=" + request.previous())
            .append("&timestamps=" + request.timestamps());
    request.tail().ifPresent(n -> target.append("&tail=").append(n));
    request.since().ifPresent(t -> target.append("&since=").append(escape(t.toString())));
    return open("GET", target.toString(), request.follow() ? FOREVER : ANSWER);
  }

  /** What the probes of that pod answered last; none where there is no such pod. */
  public List<ProbeReport> probes(String namespace, String pod) {
    return read(
            "/probes/" + escape(namespace) + "/" + escape(pod),
            ANSWER,
            new TypeReference<List<ProbeReport>>() {})
        .orElse(List.of());
  }

  /**
   * Has the pod stopped with its grace period and started again; returns at once.
   *
   * @throws LocalApiException with status 404 where there is no such pod
   */
  public void restart(String namespace, String pod) {
    post("/pods/" + escape(namespace) + "/" + escape(pod) + "/restart", ANSWER);
  }

  /** The metrics in Prometheus' text format. */
  public String metrics() {
    try (InputStream body = open("GET", "/metrics", ANSWER)) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreachable("/metrics", e);
    }
  }

  /**
   * Asks the runtime to end and waits until it has; without pods they go on running.
   *
   * @param pods stop every pod first, each with its grace period
   */
  public void shutdown(boolean pods, Duration timeout) {
    post("/shutdown?pods=" + pods, timeout);
  }

  /** Stops every pod, none with more than that grace period, and then the runtime. */
  public void shutdownWithin(Duration grace, Duration timeout) {
    post("/shutdown?pods=true&grace=" + grace.toMillis() + "ms", timeout);
  }

  private void post(String target, Duration timeout) {
    try (InputStream body = open("POST", target, timeout)) {
      body.transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw unreachable(target, e);
    }
  }

  private <T> Optional<T> read(String target, Duration timeout, TypeReference<T> type) {
    try (InputStream body = open("GET", target, timeout)) {
      return Optional.of(ApiJson.MAPPER.readValue(body, type));
    } catch (LocalApiException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      throw unreachable(target, e);
    }
  }

  InputStream open(String method, String target, Duration timeout) {
    try {
      UnixHttp.Response response = UnixHttp.exchange(socket, method, target, timeout);
      if (response.status() == 200) {
        return response.body();
      }
      try (InputStream body = response.body()) {
        String text = new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
        throw failure(target, response.status(), text);
      }
    } catch (IOException e) {
      throw unreachable(target, e);
    }
  }

  /** What was asked for and cannot be is said by the answer alone. */
  private LocalApiException failure(String target, int status, String text) {
    boolean refused = (status == 400 || status == 409) && !text.isBlank();
    return new LocalApiException(
        refused
            ? text.strip()
            : "the runtime at %s answered %s with %d: %s".formatted(socket, target, status, text),
        status,
        null);
  }

  LocalApiException unreachable(String target, IOException e) {
    if (e instanceof JacksonException) {
      return new LocalApiException(
          "the runtime at %s answered %s with what this program does not understand: %s"
              .formatted(socket, target, e.getMessage()),
          200,
          e);
    }
    return new LocalApiException(
        "asking the runtime at %s for %s: %s; `keelson runtime start` starts it"
            .formatted(socket, target, e.getMessage()),
        0,
        e);
  }

  private static String escape(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
