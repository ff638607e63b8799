package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.config.EtcdSpec;
import dev.keelson.bootstrap.config.HostPort;
import dev.keelson.bootstrap.config.IpAddresses;
import java.util.List;

/**
 * etcd's command line, kubeadm's phases/etcd/local.go, and the URLs that go with it. That it lets
 * others share its ports is ours: connections are held for its successor. Its data has one owner
 * all the same, by a lock of etcd's own.
 */
final class EtcdCommand {
  static final int METRICS_PORT = 2381;
  private static final int CLIENT_PORT = 2379;
  private static final int PEER_PORT = 2380;

  private EtcdCommand() {}

  static List<String> of(ClusterSpec spec, EtcdSpec.Local etcd) {
    var pki = spec.certificatesDir();
    var peerUrl = url(advertised(spec), PEER_PORT);
    return new Arguments()
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
        .with("watch-progress-notify-interval", "5s")
        .with("socket-reuse-port", true)
        .command(Component.ETCD, etcd.extraArgs());
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
