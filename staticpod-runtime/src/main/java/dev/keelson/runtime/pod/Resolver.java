package dev.keelson.runtime.pod;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * What {@code resolv.conf} says: servers, search domains, options, each once and in order.
 *
 * @param options such as {@code ndots:5}; of two with one name the later counts
 */
record Resolver(List<String> servers, List<String> searches, List<String> options) {
  static final Resolver EMPTY = new Resolver(List.of(), List.of(), List.of());

  Resolver {
    servers = List.copyOf(new LinkedHashSet<>(servers));
    searches = List.copyOf(new LinkedHashSet<>(searches));
    options = merged(options);
  }

  /** Reads the file as the kubelet's {@code parseResolvConf}: the last {@code search} counts. */
  static Resolver parse(String text) {
    List<String> servers = new ArrayList<>();
    List<String> searches = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (String line : text.lines().map(String::strip).toList()) {
      List<String> words = List.of(line.split("\\s+", -1));
      List<String> rest = words.subList(1, words.size());
      switch (words.getFirst()) {
        case "nameserver" -> rest.stream().findFirst().ifPresent(servers::add);
        case "options" -> options.addAll(rest);
        case "search" -> {
          searches.clear();
          rest.stream().filter(s -> !s.equals(".")).forEach(s -> searches.add(withoutDot(s)));
        }
        default -> {
          // A comment, or a word that the kubelet does not take over either.
        }
      }
    }
    return new Resolver(servers, searches, options);
  }

  private static String withoutDot(String domain) {
    return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
  }

  /** This and then that. */
  Resolver and(List<String> moreServers, List<String> moreSearches, List<String> moreOptions) {
    return new Resolver(
        joined(servers, moreServers), joined(searches, moreSearches), joined(options, moreOptions));
  }

  private static List<String> joined(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private static List<String> merged(List<String> options) {
    Map<String, String> byName = new LinkedHashMap<>();
    options.forEach(o -> byName.put(o.split(":", 2)[0], o));
    return List.copyOf(byName.values());
  }

  /** The file, as containerd writes it. */
  String text() {
    var text = new StringBuilder();
    line(text, "search", searches);
    servers.forEach(s -> text.append("nameserver ").append(s).append('\n'));
    line(text, "options", options);
    return text.toString();
  }

  private static void line(StringBuilder text, String word, List<String> values) {
    if (!values.isEmpty()) {
      text.append(word).append(' ').append(String.join(" ", values)).append('\n');
    }
  }
}
