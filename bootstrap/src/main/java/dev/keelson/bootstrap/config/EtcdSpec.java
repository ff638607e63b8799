package dev.keelson.bootstrap.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the cluster's data lives. */
public sealed interface EtcdSpec {
  /**
   * A stacked etcd on this node.
   *
   * @param imageTag where the user overrides it
   * @param dataDir absolute
   */
  record Local(
      Optional<String> imageRepository,
      Optional<String> imageTag,
      Path dataDir,
      List<Arg> extraArgs,
      List<EnvVar> extraEnvs,
      List<String> serverCertSans,
      List<String> peerCertSans)
      implements EtcdSpec {
    public Local {
      extraArgs = List.copyOf(extraArgs);
      extraEnvs = List.copyOf(extraEnvs);
      serverCertSans = List.copyOf(serverCertSans);
      peerCertSans = List.copyOf(peerCertSans);
    }
  }

  /** An etcd that somebody else runs. */
  record External(
      List<String> endpoints,
      List<String> httpEndpoints,
      Optional<Path> caFile,
      Optional<Path> certFile,
      Optional<Path> keyFile)
      implements EtcdSpec {
    public External {
      endpoints = List.copyOf(endpoints);
      httpEndpoints = List.copyOf(httpEndpoints);
    }
  }
}
