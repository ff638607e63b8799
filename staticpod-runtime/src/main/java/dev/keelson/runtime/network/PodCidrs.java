package dev.keelson.runtime.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The ranges of addresses that a node's pods get: one, or one of each family.
 *
 * @param ranges such as {@code 10.85.0.0/24} and {@code fd00:85::/64}, in the order given
 */
public record PodCidrs(List<String> ranges) {
  public PodCidrs {
    ranges = List.copyOf(ranges);
  }

  /**
   * The ranges that {@code text} lists, separated by a comma.
   *
   * @throws IllegalArgumentException with a sentence when they are none
   */
  public static PodCidrs parse(String text) {
    List<String> ranges = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    long families = ranges.stream().map(PodCidrs::isOfVersion6).distinct().count();
    if (ranges.size() > 2 || families != ranges.size()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is more than one range of IPv4 and one of IPv6; give one of each family");
    }
    return new PodCidrs(ranges);
  }

  private static boolean isOfVersion6(String range) {
    String[] parts = range.split("/", -1);
    try {
      InetAddress address = InetAddress.ofLiteral(parts[0]);
      int bits = address.getAddress().length * 8;
      int prefix =
          parts.length == 2 && parts[1].matches("\\d{1,3}") ? Integer.parseInt(parts[1]) : 0;
      // host-local needs an address for the gateway and one for a pod, beside the range's own two.
      if (prefix < 1 || prefix > bits - 2) {
        throw new IllegalArgumentException(
            "\"" + range + "\" is no range with room for pods; write one such as 10.85.0.0/24");
      }
      if (hasBitsBehind(address.getAddress(), prefix)) {
        throw new IllegalArgumentException(
            "\""
                + range
                + "\" does not begin at a multiple of its size; set the bits behind /"
                + prefix
                + " to zero");
      }
      return address instanceof Inet6Address;
    } catch (IllegalArgumentException e) {
      throw String.valueOf(e.getMessage()).startsWith("\"")
          ? e
          : new IllegalArgumentException(
              "\"" + range + "\" is no range of addresses; write one such as 10.85.0.0/24", e);
    }
  }

  private static boolean hasBitsBehind(byte[] address, int prefix) {
    for (int bit = prefix; bit < address.length * 8; bit++) {
      if ((address[bit / 8] >> (7 - bit % 8) & 1) == 1) {
        return true;
      }
    }
    return false;
  }
}
