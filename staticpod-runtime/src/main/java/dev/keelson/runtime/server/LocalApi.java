package dev.keelson.runtime.server;

import dev.keelson.runtime.api.RuntimeStatus;
import dev.keelson.runtime.metrics.PodMeters;
import dev.keelson.runtime.metrics.RuntimeMetrics;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The paths of the local API.
 *
 * <pre>
 * GET  /healthz /readyz /status /metrics
 * GET  /pods  /pods/{namespace}/{name}
 * POST /pods/{namespace}/{name}/restart         stopped with its grace period, started again
 * GET  /events                                  server-sent: every pod, then what changes
 * GET  /probes/{namespace}/{name}               the last answer of each of its probes
 * GET  /eventlog?watch                          what happened, counted, one JSON object a line
 * GET  /await?pod=&amp;revision=&amp;timeout=   until that revision is ready
 * GET  /logs/{namespace}/{pod}/{container}?follow&amp;tail&amp;since&amp;previous&amp;timestamps
 * POST /exec/{namespace}/{pod}/{container}?command=&amp;stdin&amp;terminal=   frames both ways
 * POST /shutdown?pods=true|false&amp;grace=    grace: no pod gets more than that
 * </pre>
 */
public final class LocalApi {
  /** No pod's own grace period is longer. */
  private static final Duration LONGEST_GRACE = Duration.ofMinutes(10);

  private final RuntimeView runtime;
  private final PodBoard board;
  private final PodNames names;
  private final PodAccess access;
  private final EventLog events;
  private final PodMeters meters;

  /** Answers for that runtime. */
  public LocalApi(
      RuntimeView runtime,
      PodBoard board,
      String nodeName,
      PodAccess access,
      EventLog events,
      PodMeters meters) {
    this.runtime = runtime;
    this.board = board;
    this.names = new PodNames(board, nodeName);
    this.access = access;
    this.events = events;
    this.meters = meters;
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(Route.get("/healthz", e -> e.text(200, "ok")));
    routes.add(Route.get("/readyz", this::ready));
    routes.add(Route.get("/status", e -> e.json(runtime.status())));
    routes.add(Route.get("/metrics", this::metrics));
    routes.add(Route.get("/pods", e -> e.json(board.pods())));
    routes.add(Route.get("/pods/{namespace}/{name}", this::pod));
    routes.add(Route.get("/events", e -> new EventStream(board).sendTo(e)));
    routes.add(Route.post("/pods/{namespace}/{name}/restart", this::restart));
    routes.add(
        Route.get("/probes/{namespace}/{name}", e -> new ProbeRoute(names, access.probes()).to(e)));
    routes.add(Route.get("/eventlog", e -> new EventLogRoute(events).to(e)));
    routes.add(Route.get("/await", e -> new AwaitRoute(board, names).to(e)));
    routes.add(
        Route.get(
            "/logs/{namespace}/{pod}/{container}", e -> new LogRoute(names, access.logs()).to(e)));
    routes.add(
        Route.post(
            "/exec/{namespace}/{pod}/{container}",
            e -> new ExecRoute(names, access.execs()).to(e)));
    routes.add(Route.post("/shutdown", this::shutdown));
    return routes;
  }

  private void ready(Exchange exchange) throws IOException {
    RuntimeStatus status = runtime.status();
    exchange.text(status.ready() ? 200 : 503, status.ready() ? "ok" : status.reason());
  }

  private void metrics(Exchange exchange) throws IOException {
    RuntimeStatus status = runtime.status();
    exchange.text(
        200,
        RuntimeMetrics.text(
                status.nodeName(),
                board.pods(),
                status.manifestProblems().size(),
                meters,
                access.probes().counts())
            .stripTrailing());
  }

  private void pod(Exchange exchange) throws IOException {
    PodSnapshot pod = names.find(exchange.path().get(1), exchange.path().get(2));
    exchange.json(pod);
  }

  private void restart(Exchange exchange) throws IOException {
    PodSnapshot pod = names.find(exchange.path().get(1), exchange.path().get(2));
    if (!runtime.restartPod(pod.fullName())) {
      throw new RefusedException(409, pod.fullName() + " is being removed");
    }
    exchange.text(200, "ok");
  }

  private void shutdown(Exchange exchange) throws IOException, InterruptedException {
    if (exchange.flag("pods") && !runtime.stopPods(exchange.duration("grace", LONGEST_GRACE))) {
      throw new RefusedException(
          409,
          "the runtime was asked to end before all pods had stopped; those left run on, and"
              + " `keelson runtime start` takes them over");
    }
    exchange.text(200, "ok");
    // Not before the answer is out: ending closes the connection.
    runtime.requestStop();
  }
}
