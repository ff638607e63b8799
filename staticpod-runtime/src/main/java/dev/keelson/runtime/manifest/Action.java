package dev.keelson.runtime.manifest;

import java.time.Duration;
import java.util.List;

/** What a probe or a hook does; ports are resolved to numbers already. */
public sealed interface Action {
  /** Runs a command in the container. */
  record Exec(List<String> command) implements Action {
    public Exec {
      command = List.copyOf(command);
    }
  }

  /**
   * Sends a GET request.
   *
   * @param host empty for the pod's own address
   * @param scheme {@code HTTP} or {@code HTTPS}
   * @param path with its query
   */
  record HttpGet(String host, int port, String scheme, String path, List<Header> headers)
      implements Action {
    public HttpGet {
      headers = List.copyOf(headers);
    }
  }

  /** Opens a connection; {@code host} is empty for the pod's own address. */
  record TcpSocket(String host, int port) implements Action {}

  /**
   * Calls {@code Check} of the gRPC health service, version 1, without TLS, at the pod's address.
   *
   * @param service empty for the server as a whole
   */
  record Grpc(int port, String service) implements Action {}

  /** Waits. */
  record Sleep(Duration duration) implements Action {}

  /** A request header. */
  record Header(String name, String value) {}
}
