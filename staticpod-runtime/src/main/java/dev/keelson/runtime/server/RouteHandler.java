package dev.keelson.runtime.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands every request to its route, each on a virtual thread of its own. */
final class RouteHandler extends Handler.Abstract.NonBlocking {
  private static final Logger LOG = LoggerFactory.getLogger(RouteHandler.class);
  private final List<Route> routes;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("api-", 0).factory());

  RouteHandler(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    threads.execute(() -> answer(request, response, callback));
    return true;
  }

  private void answer(Request request, Response response, Callback callback) {
    try {
      var exchange = new Exchange(request, response);
      try {
        answer(exchange);
      } catch (RefusedException e) {
        exchange.text(e.status(), String.valueOf(e.getMessage()));
      }
      callback.succeeded();
    } catch (IOException e) {
      // The other side went away; there is nobody to tell.
      callback.failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.failed(e);
    } catch (RuntimeException e) {
      LOG.warn("{} {} failed: {}", request.getMethod(), request.getHttpURI(), e.toString(), e);
      callback.failed(e);
    }
  }

  private void answer(Exchange exchange) throws IOException, InterruptedException {
    List<Route> there = routes.stream().filter(r -> r.matches(exchange.path())).toList();
    if (there.isEmpty()) {
      throw new RefusedException(404, "there is no /" + String.join("/", exchange.path()));
    }
    Route route =
        there.stream()
            .filter(r -> r.method().equals(exchange.method()))
            .findFirst()
            .orElseThrow(() -> new RefusedException(405, exchange.method() + " is not for this"));
    route.answer().to(exchange);
  }

  @Override
  protected void doStop() throws Exception {
    threads.shutdownNow();
    super.doStop();
  }
}
