package dev.keelson.bootstrap.preflight;

import dev.keelson.bootstrap.config.Arg;
import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.ComponentSpec;
import dev.keelson.bootstrap.desired.Component;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where each component listens. */
final class Ports {
  private static final int RUNTIME = 10250;
  private static final int CONTROLLER_MANAGER = 10257;
  private static final int SCHEDULER = 10259;
  private static final int ETCD_CLIENT = 2379;
  private static final int ETCD_PEER = 2380;
  private static final int ETCD_METRICS = 2381;

  private Ports() {}

  /** A check for each port, but for those that are ours already. */
  static List<Check> of(
      ClusterSpec spec, Set<Component> ours, boolean runtimeRunning, SocketTable sockets) {
    var checks = new ArrayList<Check>();
    for (Component component : List.of(Component.values()).reversed()) {
      if (Component.of(spec).contains(component) && !ours.contains(component)) {
        checks.addAll(of(component, spec, sockets));
      }
    }
    if (!runtimeRunning) {
      checks.add(new PortOpen(RUNTIME, List.of(any(spec)), sockets));
    }
    return checks;
  }

  private static List<Check> of(Component component, ClusterSpec spec, SocketTable sockets) {
    var advertised = spec.advertiseAddress();
    var loopback = loopback(advertised);
    return switch (component) {
      case ETCD ->
          List.of(
              new PortOpen(ETCD_CLIENT, List.of(loopback, advertised), sockets),
              new PortOpen(ETCD_PEER, List.of(advertised), sockets),
              new PortOpen(ETCD_METRICS, List.of(loopback), sockets));
      case KUBE_APISERVER ->
          List.of(
              new PortOpen(spec.bindPort(), List.of(bound(spec.apiServer(), any(spec))), sockets));
      case KUBE_CONTROLLER_MANAGER ->
          List.of(
              new PortOpen(
                  port(spec.controllerManager(), CONTROLLER_MANAGER),
                  List.of(bound(spec.controllerManager(), loopbackV4())),
                  sockets));
      case KUBE_SCHEDULER ->
          List.of(
              new PortOpen(
                  port(spec.scheduler(), SCHEDULER),
                  List.of(bound(spec.scheduler(), loopbackV4())),
                  sockets));
    };
  }

  private static InetAddress any(ClusterSpec spec) {
    return InetAddress.ofLiteral(
        spec.advertiseAddress() instanceof Inet6Address ? "::" : "0.0.0.0");
  }

  private static InetAddress loopback(InetAddress like) {
    return like instanceof Inet6Address ? InetAddress.ofLiteral("::1") : loopbackV4();
  }

  private static InetAddress loopbackV4() {
    return InetAddress.ofLiteral("127.0.0.1");
  }

  private static InetAddress bound(ComponentSpec component, InetAddress otherwise) {
    return last(component, "bind-address").flatMap(Ports::literal).orElse(otherwise);
  }

  private static int port(ComponentSpec component, int otherwise) {
    return last(component, "secure-port")
        .filter(value -> value.matches("[0-9]{1,5}"))
        .map(Integer::parseInt)
        .orElse(otherwise);
  }

  private static Optional<String> last(ComponentSpec component, String flag) {
    return component.extraArgs().stream()
        .filter(arg -> arg.name().equals(flag))
        .map(Arg::value)
        .reduce((_, later) -> later);
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
