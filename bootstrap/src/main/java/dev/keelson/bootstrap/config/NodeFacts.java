package dev.keelson.bootstrap.config;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What defaults are taken from on this machine.
 *
 * @param hostname as the kernel knows it
 * @param defaultAddress the global address of the interface that the default route leaves by
 * @param environment the process's environment; kubeadm hands its {@code *_proxy} variables to the
 *     control plane
 */
public record NodeFacts(
    String hostname, Optional<InetAddress> defaultAddress, Map<String, String> environment) {
  public NodeFacts {
    environment = Map.copyOf(environment);
  }

  /** Reads them from this machine. */
  public static NodeFacts load() {
    return new NodeFacts(MachineFacts.hostname(), MachineFacts.defaultAddress(), System.getenv());
  }

  /** The variables whose name ends in {@code _proxy}, in any case, and that are not empty. */
  Map<String, String> proxyVariables() {
    var proxies = new TreeMap<String, String>();
    environment.forEach((name, value) -> {
      if (name.regionMatches(true, name.length() - 6, "_proxy", 0, 6) && !value.isEmpty()) {
        proxies.put(name, value);
      }
    });
    return proxies;
  }
}
