package dev.keelson.bootstrap.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * An IP network such as {@code 10.96.0.0/12}; the address is the network's first, never a name that
 * had to be looked up.
 *
 * @param network the first address
 * @param prefixLength bits of the network part, 0 to 32 or 128
 */
public record Cidr(InetAddress network, int prefixLength) {
  /** The network of {@code text}; bits of the host part are dropped. Empty when it is none. */
  public static Optional<Cidr> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return Optional.empty();
    }
    int length = Integer.parseInt(text.substring(slash + 1));
    return IpAddresses.parse(text.substring(0, slash))
        .filter(address -> length <= address.getAddress().length * 8)
        .map(address -> of(address, length));
  }

  private static Cidr of(InetAddress address, int prefixLength) {
    byte[] bytes = address.getAddress();
    for (int bit = prefixLength; bit < bytes.length * 8; bit++) {
      bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
    }
    return new Cidr(address(bytes), prefixLength);
  }

  /** Whether the addresses are IPv6. */
  public boolean isV6() {
    return IpAddresses.isV6(network);
  }

  /** How many addresses it has. */
  public BigInteger size() {
    return BigInteger.ONE.shiftLeft(hostBits());
  }

  /** How many bits of an address vary. */
  public int hostBits() {
    return network.getAddress().length * 8 - prefixLength;
  }

  /** Whether the address is one of its own. */
  public boolean contains(InetAddress address) {
    return address.getAddress().length == network.getAddress().length
        && of(address, prefixLength).equals(this);
  }

  /** Whether the two share an address. */
  public boolean overlaps(Cidr other) {
    return contains(other.network) || other.contains(network);
  }

  /** The address at that distance from the first; 1 is the API server's, 10 the DNS service's. */
  public InetAddress address(int index) {
    byte[] bytes = network.getAddress();
    var sum = new BigInteger(1, bytes).add(BigInteger.valueOf(index)).toByteArray();
    for (int i = 0; i < bytes.length; i++) {
      int from = sum.length - bytes.length + i;
      bytes[i] = from < 0 ? 0 : sum[from];
    }
    return address(bytes);
  }

  private static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address has 4 or 16 bytes", e);
    }
  }

  /** As configuration files and flags write it. */
  @Override
  public String toString() {
    return IpAddresses.text(network) + "/" + prefixLength;
  }
}
