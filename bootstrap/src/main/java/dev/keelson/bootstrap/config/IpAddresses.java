package dev.keelson.bootstrap.config;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses from text, without ever asking a name server, and to text as Go writes them. */
public final class IpAddresses {
  private static final Pattern V4 =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
  private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

  private IpAddresses() {}

  /**
   * The address of {@code text}; empty when it is none. Leading zeros are decimal, as the
   * Kubernetes components read them; an IPv4-mapped IPv6 address becomes its IPv4 one.
   */
  public static Optional<InetAddress> parse(String text) {
    var v4 = V4.matcher(text);
    try {
      if (v4.matches()) {
        var bytes = new byte[4];
        for (int i = 0; i < 4; i++) {
          int part = Integer.parseInt(v4.group(i + 1));
          if (part > 255) {
            return Optional.empty();
          }
          bytes[i] = (byte) part;
        }
        return Optional.of(InetAddress.getByAddress(bytes));
      }
      return V6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** The address as Go's {@code net.IP} and RFC 5952 write it: the longest run of zeros as ::. */
  public static String text(InetAddress address) {
    return address instanceof Inet6Address v6 ? compressed(v6.getAddress()) : plain(address);
  }

  private static String plain(InetAddress address) {
    return address.getHostAddress();
  }

  /** Whether it is an IPv6 address. */
  public static boolean isV6(InetAddress address) {
    return address instanceof Inet6Address;
  }

  /** Go's {@code IsGlobalUnicast}: neither unspecified, loopback, multicast nor link-local. */
  static boolean isGlobalUnicast(InetAddress address) {
    return !(address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isMulticastAddress()
        || address.isLinkLocalAddress()
        || (address instanceof Inet4Address && text(address).equals("255.255.255.255")));
  }

  static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  private static String compressed(byte[] bytes) {
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int start = longestZeros(groups);
    int end = start < 0 ? -1 : endOfZeros(groups, start);
    var text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == start) {
        text.append("::");
        i = end - 1;
        continue;
      }
      if (i > 0 && i != end) {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    return text.toString();
  }

  private static int longestZeros(int[] groups) {
    int best = -1;
    int bestLength = 1; // a single zero group is written out
    for (int i = 0; i < 8; i++) {
      int length = endOfZeros(groups, i) - i;
      if (length > bestLength) {
        best = i;
        bestLength = length;
      }
    }
    return best;
  }

  private static int endOfZeros(int[] groups, int start) {
    int end = start;
    while (end < 8 && groups[end] == 0) {
      end++;
    }
    return end;
  }
}
