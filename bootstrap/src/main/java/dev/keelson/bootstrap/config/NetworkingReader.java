package dev.keelson.bootstrap.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code networking}; its limits are those of kubeadm and of the API server. */
final class NetworkingReader {
  private static final String DEFAULT_SERVICES = "10.96.0.0/12";
  private static final int LEAST_SERVICES = 10;
  private static final int LEAST_PODS = 14;
  private static final int MOST_SERVICE_BITS = 20;
  private static final int MOST_NODE_BITS = 16;

  private final Section section;
  private final Problems problems;
  private final Unheeded unheeded;

  private NetworkingReader(Section section, Unheeded unheeded) {
    this.section = section;
    this.problems = section.problems();
    this.unheeded = unheeded;
  }

  static Networking read(Section section, List<Arg> controllerManagerArgs, Unheeded unheeded) {
    return new NetworkingReader(section, unheeded).read(controllerManagerArgs);
  }

  private Networking read(List<Arg> controllerManagerArgs) {
    var services = subnets("serviceSubnet", DEFAULT_SERVICES, LEAST_SERVICES);
    var pods = subnets("podSubnet", "", LEAST_PODS);
    var domain =
        FieldChecks.valid(
                section, "dnsDomain", Names::isSubdomain, "is not a DNS name in lower case")
            .orElse("cluster.local");
    section.end();
    var networking =
        new Networking(
            services, section.place("serviceSubnet"), pods, section.place("podSubnet"), domain);
    checkServices(networking);
    checkOverlap(networking);
    if (!last(controllerManagerArgs, "allocate-node-cidrs").equals(Optional.of("false"))) {
      pods.forEach(pod -> checkNodeMask(networking.podPlace(), pod, controllerManagerArgs));
    }
    return networking;
  }

  private List<Cidr> subnets(String name, String otherwise, int least) {
    var text = section.text(name).orElseGet(() -> new Located<>(section.place(name), otherwise));
    if (text.value().isEmpty()) {
      return List.of();
    }
    var subnets = new ArrayList<Cidr>();
    for (var word : text.value().split(",", -1)) {
      var subnet =
          new Located<>(text.place(), word)
              .read(problems, Cidr::parse, word + " is not a subnet such as 10.96.0.0/12");
      subnet.ifPresent(subnets::add);
    }
    checkFamilies(text, subnets);
    subnets.forEach(subnet -> checkSize(text.place(), subnet, least));
    return subnets;
  }

  private void checkFamilies(Located<String> text, List<Cidr> subnets) {
    if (subnets.size() > 2 || (subnets.size() == 2 && sameFamily(subnets))) {
      problems.add(
          text.place(),
          "%s: give one subnet, or for dual stack one IPv4 and one IPv6 subnet",
          text.value());
    }
  }

  private static boolean sameFamily(List<Cidr> subnets) {
    return subnets.get(0).isV6() == subnets.get(1).isV6();
  }

  private void checkSize(Place place, Cidr subnet, int least) {
    if (subnet.size().compareTo(BigInteger.valueOf(least)) < 0) {
      problems.add(
          place, "%s has %d addresses; at least %d are needed", subnet, subnet.size(), least);
    }
    if (Cidr.parse("fec0::/10").filter(subnet::overlaps).isPresent()) {
      unheeded.warn(
          "%s lies in fec0::/10, the site-local addresses that RFC 3879 deprecates", subnet);
    }
  }

  private void checkServices(Networking networking) {
    for (var subnet : networking.serviceSubnets()) {
      if (subnet.hostBits() > MOST_SERVICE_BITS) {
        problems.add(
            networking.servicePlace(),
            "%s is too large for services; its prefix may be /%d or longer",
            subnet,
            subnet.prefixLength() + subnet.hostBits() - MOST_SERVICE_BITS);
      }
    }
  }

  private void checkOverlap(Networking networking) {
    var place =
        networking.podPlace().line() > 0 || section.has("podSubnet")
            ? networking.podPlace()
            : networking.servicePlace();
    for (var pod : networking.podSubnets()) {
      for (var service : networking.serviceSubnets()) {
        if (pod.overlaps(service)) {
          problems.add(
              place,
              "the pod subnet %s overlaps the service subnet %s; choose another range for one",
              pod,
              service);
        }
      }
    }
  }

  // The controller manager cuts a subnet for each node out of the pod subnet.
  private void checkNodeMask(Place place, Cidr pods, List<Arg> arguments) {
    var argument = "node-cidr-mask-size-" + (pods.isV6() ? "ipv6" : "ipv4");
    var given =
        Stream.of(argument, "node-cidr-mask-size")
            .flatMap(name -> last(arguments, name).stream())
            .findFirst();
    if (given.isPresent() && !given.get().matches("\\d{1,3}")) {
      problems.add(place, "the controller manager's --%s is no number: %s", argument, given.get());
      return;
    }
    int nodeMask = given.map(Integer::valueOf).orElse(pods.isV6() ? 64 : 24);
    if (pods.prefixLength() > nodeMask) {
      problems.add(
          place, "%s is smaller than the /%d that each node gets out of it", pods, nodeMask);
    } else if (nodeMask - pods.prefixLength() > MOST_NODE_BITS) {
      problems.add(
          place,
          "%s is too large for nodes of /%d each; the two may differ by %d bits; set --%s",
          pods,
          nodeMask,
          MOST_NODE_BITS,
          argument);
    }
  }

  private static Optional<String> last(List<Arg> arguments, String name) {
    return arguments.reversed().stream()
        .filter(argument -> argument.name().equals(name))
        .map(Arg::value)
        .findFirst();
  }
}
