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
   * @param http2 it begins with HTTP/2, without TLS
   */
  record HttpGet(
      String host, int port, String scheme, String path, List<Header> headers, boolean http2)
      implements Action {
    public HttpGet {
      headers = List.copyOf(headers);
    }

    /** One in HTTP/1.1. */
    public HttpGet(String host, int port, String scheme, String path, List<Header> headers) {
      this(host, port, scheme, path, headers, false);
    }
  }

  /** Opens a connection; {@code host} is empty for the pod's own address. */
  record TcpSocket(String host, int port) implements Action {}

  /**
   * Calls {@code Check} of the gRPC health service, version 1, at the pod's address.
   *
   * @param service empty for the server as a whole
   * @param tls with whatever certificate the server shows
   */
  record Grpc(int port, String service, boolean tls) implements Action {}

  /** Waits. */
  record Sleep(Duration duration) implements Action {}

  /** A request header. */
  record Header(String name, String value) {}
}
