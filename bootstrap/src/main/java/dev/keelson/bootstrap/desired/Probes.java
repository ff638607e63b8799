package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.Arg;
import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.IpAddresses;
import dev.keelson.templates.model.ProbeTarget;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/** Where the probes of each component ask (kubeadm's util/staticpod/utils.go). */
final class Probes {
  private static final int CONTROLLER_MANAGER_PORT = 10257;
  private static final int SCHEDULER_PORT = 10259;
  private static final long STARTUP_PERIOD_SECONDS = 10;

  private Probes() {}

  static ProbeTarget apiServer(ClusterSpec spec) {
    return https(IpAddresses.text(spec.advertiseAddress()), spec.bindPort(), spec);
  }

  static ProbeTarget controllerManager(ClusterSpec spec) {
    return https(bindAddress(spec.controllerManager().extraArgs()), CONTROLLER_MANAGER_PORT, spec);
  }

  static ProbeTarget scheduler(ClusterSpec spec) {
    return https(bindAddress(spec.scheduler().extraArgs()), SCHEDULER_PORT, spec);
  }

  /** Where etcd serves its metrics and health: the first of {@code listen-metrics-urls}. */
  static ProbeTarget etcd(ClusterSpec spec, EtcdSpec.Local etcd) {
    var url =
        Arguments.last(etcd.extraArgs(), "listen-metrics-urls")
            .flatMap(urls -> parse(urls.split(",", 2)[0]));
    var host =
        url.flatMap(u -> Optional.ofNullable(u.getHost()))
            .map(h -> h.replaceAll("[\\[\\]]", ""))
            .orElse(EtcdCommand.localhost(spec));
    int port = url.map(URI::getPort).filter(p -> p > 0).orElse(EtcdCommand.METRICS_PORT);
    var scheme = url.filter(u -> "https".equals(u.getScheme())).isPresent() ? "HTTPS" : "HTTP";
    return new ProbeTarget(host, port, scheme, startupThreshold(spec));
  }

  private static Optional<URI> parse(String url) {
    try {
      return Optional.of(new URI(url));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String bindAddress(List<Arg> extraArgs) {
    return Arguments.last(extraArgs, "bind-address").orElse("127.0.0.1");
  }

  private static ProbeTarget https(String address, int port, ClusterSpec spec) {
    // Nobody can ask the unspecified address; without a host the probe asks the pod's own.
    var host = address.equals("0.0.0.0") || address.equals("::") ? "" : address;
    return new ProbeTarget(host, port, "HTTPS", startupThreshold(spec));
  }

  // Enough periods for the whole of the time a component may take to come up.
  private static long startupThreshold(ClusterSpec spec) {
    long nanos = spec.timeouts().controlPlaneComponentHealthCheck().toNanos();
    return Math.ceilDiv(nanos, STARTUP_PERIOD_SECONDS * 1_000_000_000);
  }
}
