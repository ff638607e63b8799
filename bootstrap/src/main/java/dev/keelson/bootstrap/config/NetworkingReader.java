package dev.keelson.bootstrap.config;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code networking}; its limits are those of kubeadm and of the API server. */
final class NetworkingReader {
  private static final String DEFAULT_SERVICES = "10.96.0.0/12";
  private static final int LEAST_SERVICES = 10;
  private static final int LEAST_PODS = 14;
  private static final int MOST_SERVICE_BITS = 20;

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
    NodeMaskCheck.check(networking, controllerManagerArgs, problems);
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
    for (var pod : networking.podSubnets()) {
      for (var service : networking.serviceSubnets()) {
        if (pod.overlaps(service)) {
          problems.add(
              networking.podPlace(),
              "the pod subnet %s overlaps the service subnet %s; choose another range for one",
              pod,
              service);
        }
      }
    }
  }
}
