package dev.keelson.bootstrap.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether the controller manager can cut the nodes' subnets out of the pod subnets. */
final class NodeMaskCheck {
  private static final int MOST_NODE_BITS = 16;

  private NodeMaskCheck() {}

  static void check(Networking networking, List<Arg> controllerManagerArgs, Problems problems) {
    if (last(controllerManagerArgs, "allocate-node-cidrs").equals(Optional.of("false"))) {
      return;
    }
    for (var pods : networking.podSubnets()) {
      check(networking.podPlace(), pods, controllerManagerArgs, problems);
    }
  }

  private static void check(Place place, Cidr pods, List<Arg> arguments, Problems problems) {
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
