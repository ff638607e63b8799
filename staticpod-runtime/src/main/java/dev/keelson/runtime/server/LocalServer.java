package dev.keelson.runtime.server;

import dev.keelson.runtime.linux.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.unixdomain.server.UnixDomainServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * The HTTP server on the unix socket. Its directory is readable by its owner alone, so nobody else
 * reaches the socket even before its own mode is set.
 *
 * <p>Small on purpose: one thread selects and accepts, buffers are not pooled, and requests run on
 * virtual threads.
 */
public final class LocalServer implements AutoCloseable {
  private final Server server;
  private final Path socket;

  private LocalServer(Server server, Path socket) {
    this.server = server;
    this.socket = socket;
  }

  /** Listens there, replacing a socket that nobody listens to any more. */
  public static LocalServer start(Path socket, LocalApi api) {
    return start(socket, api.routes());
  }

  static LocalServer start(Path socket, List<Route> routes) {
    // Jetty's own queue asks the JVM's management beans for the size of a cache line, and they cost
    // some hundred classes.
    var threads = new QueuedThreadPool(4, 1, new LinkedBlockingQueue<>());
    threads.setName("local-api");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    var server =
        new Server(
            threads,
            new ScheduledExecutorScheduler("local-api-timer", true),
            new ByteBufferPool.NonPooling());
    server.setHandler(new RouteHandler(routes));
    server.addConnector(connector(server, socket));
    try {
      PrivateFiles.remove(socket);
      server.start();
      PrivateFiles.ownerOnly(socket);
      return new LocalServer(server, socket);
    } catch (Exception e) {
      throw new UncheckedIOException(
          "cannot listen on " + socket + ": " + e.getMessage(), new IOException(e));
    }
  }

  private static UnixDomainServerConnector connector(Server server, Path socket) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    var connector = new UnixDomainServerConnector(server, 0, 1, new HttpConnectionFactory(http));
    connector.setUnixDomainPath(socket);
    connector.setIdleTimeout(0);
    return connector;
  }

  @Override
  public void close() {
    try {
      server.stop();
      PrivateFiles.remove(socket);
    } catch (Exception e) {
      throw new UncheckedIOException("cannot stop listening on " + socket, new IOException(e));
    }
  }
}
