package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.Arg;
import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EnvVar;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.HostPort;
import dev.keelson.bootstrap.config.IpAddresses;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * etcd's command line, kubeadm's phases/etcd/local.go, and the URLs that go with it. Two flags are
 * ours: it lets others share its ports, as connections are held for its successor (its data has one
 * owner all the same, by a lock of etcd's own), and a single member has a short election timeout.
 * Neither is given where an environment variable says it: etcd refuses to start with both.
 */
final class EtcdCommand {
  static final int METRICS_PORT = 2381;
  private static final int CLIENT_PORT = 2379;
  private static final int PEER_PORT = 2380;
  private static final String VARIABLES = "ETCD_";

  /**
   * Half of etcd's own. A single member that starts waits up to one of these before it elects
   * itself, and its clients with it; it has nobody to hear from, so it is never too short. It is
   * five of etcd's heartbeats still, the least that etcd takes; members that join with the standard
   * second do not heed this one's impatience while they hear from their leader (pre-vote).
   */
  private static final int ELECTION_MILLIS = 500;

  private static final String ELECTION = "election-timeout";
  private static final String SHARING = "socket-reuse-port";

  /** What a user says who has thought of elections or of other members. */
  private static final Set<String> OF_ELECTIONS =
      Set.of(ELECTION, "heartbeat-interval", "initial-cluster", "initial-cluster-state");

  private EtcdCommand() {}

  static List<String> of(ClusterSpec spec, EtcdSpec.Local etcd) {
    var pki = spec.certificatesDir();
    var peerUrl = url(advertised(spec), PEER_PORT);
    var arguments =
        new Arguments()
            .with("name", spec.nodeName())
            .with("listen-client-urls", localClientUrl(spec) + "," + clientUrl(spec))
            .with("advertise-client-urls", clientUrl(spec))
            .with("listen-peer-urls", peerUrl)
            .with("initial-advertise-peer-urls", peerUrl)
            .with("initial-cluster", spec.nodeName() + "=" + peerUrl)
            .with("data-dir", etcd.dataDir())
            .with("cert-file", pki.resolve("etcd/server.crt"))
            .with("key-file", pki.resolve("etcd/server.key"))
            .with("trusted-ca-file", pki.resolve("etcd/ca.crt"))
            .with("client-cert-auth", true)
            .with("peer-cert-file", pki.resolve("etcd/peer.crt"))
            .with("peer-key-file", pki.resolve("etcd/peer.key"))
            .with("peer-trusted-ca-file", pki.resolve("etcd/ca.crt"))
            .with("peer-client-cert-auth", true)
            .with("snapshot-count", 10000)
            .with("listen-metrics-urls", "http://" + new HostPort(localhost(spec), METRICS_PORT))
            .with("feature-gates", "InitialCorruptCheck=true")
            .with("watch-progress-notify-interval", "5s");
    Set<String> said = said(etcd);
    if (!said.contains(SHARING)) {
      arguments.with(SHARING, true);
    }
    if (Collections.disjoint(said, OF_ELECTIONS)) {
      arguments.with(ELECTION, ELECTION_MILLIS);
    }
    return arguments.command(Component.ETCD, etcd.extraArgs());
  }

  /** The flags that the user gives, those by environment variables included. */
  private static Set<String> said(EtcdSpec.Local etcd) {
    Stream<String> byVariables =
        etcd.extraEnvs().stream()
            .map(EnvVar::name)
            .filter(name -> name.startsWith(VARIABLES))
            .map(name -> name.substring(VARIABLES.length()))
            .map(name -> name.toLowerCase(Locale.ROOT).replace('_', '-'));
    return Stream.concat(etcd.extraArgs().stream().map(Arg::name), byVariables)
        .collect(Collectors.toSet());
  }

  /** Where clients on other machines find this member. */
  static String clientUrl(ClusterSpec spec) {
    return url(advertised(spec), CLIENT_PORT);
  }

  /** Where the API server of this node finds it. */
  static String localClientUrl(ClusterSpec spec) {
    return url(localhost(spec), CLIENT_PORT);
  }

  /** The loopback address of the family of the advertise address. */
  static String localhost(ClusterSpec spec) {
    return IpAddresses.isV6(spec.advertiseAddress()) ? "::1" : "127.0.0.1";
  }

  private static String advertised(ClusterSpec spec) {
    return IpAddresses.text(spec.advertiseAddress());
  }

  private static String url(String host, int port) {
    return "https://" + new HostPort(host, port);
  }
}
