package dev.keelson.bootstrap.config;

/**
 * A host name or IP address with a port; an IPv6 address without brackets in {@code host}.
 *
 * @param host DNS name or IP address
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  /** {@code host:port}, an IPv6 address in brackets. */
  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
