package dev.keelson.runtime.image.registry;

import dev.keelson.runtime.image.ImageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * containerd's {@code hosts.toml}: a registry's mirrors, as far as pulling takes notice of them.
 *
 * @param server in place of the registry's own address
 * @param hosts asked before it, in this order
 */
record HostsFile(Optional<String> server, List<Host> hosts) {
  private static final Pattern TABLE = Pattern.compile("\\[host\\.[\"']([^\"']+)[\"']]");
  private static final Pattern KEY = Pattern.compile("(\\w+)\\s*=\\s*(.+)");
  private static final Pattern STRING = Pattern.compile("[\"']([^\"']*)[\"']");

  /**
   * A mirror.
   *
   * @param resolves whether it is asked what a tag stands for, and not for digests alone
   * @param pulls whether it is asked at all
   * @param overridePath whether its URL has the protocol's path in it already
   */
  record Host(String url, boolean resolves, boolean pulls, boolean overridePath) {}

  HostsFile {
    hosts = List.copyOf(hosts);
  }

  /**
   * Reads one.
   *
   * @throws ImageException naming the line, and for a key that would have to be obeyed and is not
   */
  static HostsFile parse(String origin, String text) {
    Optional<String> server = Optional.empty();
    List<Host> hosts = new ArrayList<>();
    int number = 0;
    for (String raw : text.lines().toList()) {
      number++;
      String line = raw.strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      Matcher table = TABLE.matcher(line);
      Matcher key = KEY.matcher(line);
      if (table.matches()) {
        hosts.add(new Host(table.group(1), true, true, false));
      } else if (key.matches() && hosts.isEmpty() && key.group(1).equals("server")) {
        server = Optional.of(string(origin, number, key.group(2)));
      } else if (key.matches() && !hosts.isEmpty()) {
        hosts.addLast(with(origin, number, hosts.removeLast(), key));
      } else {
        throw refused(origin, number, line);
      }
    }
    return new HostsFile(server, hosts);
  }

  private static Host with(String origin, int line, Host host, Matcher key) {
    String value = key.group(2);
    return switch (key.group(1)) {
      case "capabilities" ->
          new Host(
              host.url,
              value.contains("\"resolve\""),
              value.contains("\"pull\""),
              host.overridePath);
      case "override_path" ->
          new Host(host.url, host.resolves, host.pulls, value.startsWith("true"));
      default -> throw refused(origin, line, key.group());
    };
  }

  private static String string(String origin, int line, String value) {
    Matcher string = STRING.matcher(value);
    if (!string.lookingAt()) {
      throw refused(origin, line, value);
    }
    return string.group(1);
  }

  private static ImageException refused(String origin, int line, String what) {
    return new ImageException(
        "%s, line %d: \"%s\" is not understood; known are server, and capabilities and override_path of [host.\"URL\"]."
            .formatted(origin, line, what));
  }
}
