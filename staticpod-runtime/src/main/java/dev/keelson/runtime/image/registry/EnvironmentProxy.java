package dev.keelson.runtime.image.registry;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The proxy the environment names: HTTPS_PROXY, HTTP_PROXY, NO_PROXY, which Java overlooks. */
public final class EnvironmentProxy extends ProxySelector {
  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);
  private final Map<String, String> environment;

  private EnvironmentProxy(Map<String, String> environment) {
    this.environment = environment;
  }

  /** The proxies that those variables name. */
  public static EnvironmentProxy of(Map<String, String> environment) {
    return new EnvironmentProxy(Map.copyOf(environment));
  }

  @Override
  public List<Proxy> select(URI uri) {
    String proxy = variable("https".equals(uri.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY");
    if (proxy.isEmpty() || isExempt(uri)) {
      return DIRECT;
    }
    URI address = URI.create(proxy.contains("://") ? proxy : "http://" + proxy);
    int port = address.getPort() < 0 ? 80 : address.getPort();
    return List.of(
        new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address.getHost(), port)));
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException failure) {
    // The request fails with the same cause, and that is reported.
  }

  private boolean isExempt(URI uri) {
    String host = uri.getHost();
    if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
      return true;
    }
    for (String item : variable("NO_PROXY").split(",", -1)) {
      if (covers(item.strip().toLowerCase(Locale.ROOT), host, host + ":" + uri.getPort())) {
        return true;
      }
    }
    return false;
  }

  private static boolean covers(String item, String host, String hostAndPort) {
    if (item.isEmpty()) {
      return false;
    }
    String domain = item.startsWith("*.") ? item.substring(1) : item;
    String suffix = domain.startsWith(".") ? domain : "." + domain;
    return item.equals("*")
        || host.equals(domain)
        || hostAndPort.equals(domain)
        || host.endsWith(suffix);
  }

  private String variable(String name) {
    return environment.getOrDefault(
        name, environment.getOrDefault(name.toLowerCase(Locale.ROOT), ""));
  }
}
