package dev.keelson.bootstrap.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the facts of {@link NodeFacts} from the kernel. */
final class MachineFacts {
  private MachineFacts() {}

  static String hostname() {
    return read(Path.of("/proc/sys/kernel/hostname")).strip();
  }

  /**
   * The address kubeadm would choose: of the interface of the IPv4 default route, else of the IPv6
   * one. Where there is no default route at all, of any interface that is up, which kubeadm does
   * not try.
   */
  static Optional<InetAddress> defaultAddress() {
    var routed =
        DefaultRoutes.parse(
            read(Path.of("/proc/net/route")), readIfThere(Path.of("/proc/net/ipv6_route")));
    return Stream.concat(
            routed.stream().flatMap(name -> interfaceNamed(name).stream()), allInterfaces())
        .flatMap(network -> globalAddresses(network).stream())
        .findFirst();
  }

  private static Optional<NetworkInterface> interfaceNamed(String name) {
    try {
      return Optional.ofNullable(NetworkInterface.getByName(name));
    } catch (SocketException e) {
      throw new UncheckedIOException("reading the addresses of interface " + name, e);
    }
  }

  private static Stream<NetworkInterface> allInterfaces() {
    try {
      return NetworkInterface.networkInterfaces()
          .sorted(Comparator.comparingInt(NetworkInterface::getIndex));
    } catch (SocketException _) {
      // So the platform says that there is none, as on a machine without any network.
      return Stream.empty();
    }
  }

  private static List<InetAddress> globalAddresses(NetworkInterface network) {
    return network.getInterfaceAddresses().stream()
        .map(InterfaceAddress::getAddress)
        .filter(IpAddresses::isGlobalUnicast)
        .sorted(Comparator.comparingInt(address -> address instanceof Inet4Address ? 0 : 1))
        .map(IpAddresses::withoutScope)
        .toList();
  }

  private static String readIfThere(Path file) {
    return Files.exists(file) ? read(file) : "";
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + file, e);
    }
  }
}
