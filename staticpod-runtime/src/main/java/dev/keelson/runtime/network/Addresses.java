package dev.keelson.runtime.network;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The addresses of a pod in the answer of its plugins. */
final class Addresses {
  private Addresses() {}

  /**
   * Those of its own interface, without prefix lengths: the first of IPv4 first, as containerd
   * shows them, then the others as they come.
   */
  static List<String> in(JsonNode result) {
    List<String> all = new ArrayList<>();
    for (JsonNode ip : result.path("ips")) {
      if (isOfPod(ip, result.path("interfaces"))) {
        all.add(bare(ip.path("address").asText()));
      }
    }
    // Before version 0.3.0 of the specification there was one of each family.
    Stream.of("ip4", "ip6")
        .map(family -> result.path(family).path("ip").asText(""))
        .filter(ip -> !ip.isEmpty())
        .forEach(ip -> all.add(bare(ip)));
    all.stream()
        .filter(ip -> !ip.contains(":"))
        .findFirst()
        .ifPresent(first -> {
          all.remove(first);
          all.addFirst(first);
        });
    return List.copyOf(all);
  }

  private static boolean isOfPod(JsonNode ip, JsonNode interfaces) {
    JsonNode index = ip.path("interface");
    return !index.isInt()
        || interfaces.path(index.asInt()).path("name").asText().equals(Attachment.INTERFACE);
  }

  private static String bare(String address) {
    int slash = address.indexOf('/');
    return slash < 0 ? address : address.substring(0, slash);
  }
}
