package dev.keelson.bootstrap.config;

import java.net.InetAddress;

/**
 * An IP network such as {@code 10.96.0.0/12}; the address is the network's first, never a name that
 * had to be looked up.
 *
 * @param network the first address
 * @param prefixLength bits of the network part, 0 to 32 or 128
 */
public record Cidr(InetAddress network, int prefixLength) {
  /** As configuration files and flags write it. */
  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixLength;
  }
}
