package dev.keelson.bootstrap.config;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code host}, {@code host:port}, {@code [v6]:port} or a bare IPv6 address. */
final class EndpointReader {
  private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:]*)):(\\d+)");

  private EndpointReader() {}

  /** The endpoint of {@code text}, with that port where it names none; empty where it is none. */
  static Optional<HostPort> parse(String text, int defaultPort) {
    var m = WITH_PORT.matcher(text);
    if (!m.matches()) {
      return Optional.of(text)
          .filter(EndpointReader::isHost)
          .map(h -> new HostPort(h, defaultPort));
    }
    var host = m.group(1) != null ? m.group(1) : m.group(2);
    return m.group(3).length() <= 5
        ? Optional.of(new HostPort(host, Integer.parseInt(m.group(3))))
            .filter(e -> isHost(e.host()) && e.port() >= 1 && e.port() <= 65535)
        : Optional.empty();
  }

  private static boolean isHost(String text) {
    return Names.isSubdomain(text) || IpAddresses.parse(text).isPresent();
  }
}
