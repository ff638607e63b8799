package dev.keelson.bootstrap.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The interfaces of the default routes in the kernel's two routing tables, IPv4 first. */
final class DefaultRoutes {
  private static final long UP = 0x1;
  private static final String ANY_V6 = "0".repeat(32);

  private DefaultRoutes() {}

  static List<String> parse(String route, String ipv6Route) {
    Set<String> interfaces = new LinkedHashSet<>();
    route.lines().skip(1).map(DefaultRoutes::words).forEach(words -> v4(words, interfaces));
    ipv6Route.lines().map(DefaultRoutes::words).forEach(words -> v6(words, interfaces));
    return List.copyOf(interfaces);
  }

  private static List<String> words(String line) {
    return List.of(line.strip().split("\\s+"));
  }

  // Iface Destination Gateway Flags RefCnt Use Metric Mask ...
  private static void v4(List<String> words, Set<String> found) {
    if (words.size() >= 8
        && words.get(1).equals("00000000")
        && words.get(7).equals("00000000")
        && up(words.get(3))) {
      found.add(words.getFirst());
    }
  }

  // destination prefixLength source sourcePrefix nextHop metric references use flags interface
  private static void v6(List<String> words, Set<String> found) {
    if (words.size() >= 10
        && words.get(0).equals(ANY_V6)
        && words.get(1).equals("00")
        && !words.get(9).equals("lo")
        && up(words.get(8))) {
      found.add(words.get(9));
    }
  }

  private static boolean up(String flags) {
    return (Long.parseLong(flags, 16) & UP) != 0;
  }
}
