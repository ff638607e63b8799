package dev.keelson.runtime.network;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where the Container Network Interface keeps what.
 *
 * @param configDir network configurations, {@code /etc/cni/net.d}
 * @param pluginDirs where plugins are looked for, in order
 * @param stateDir what outlives a kill: {@code /var/lib/cni}
 */
public record CniPaths(Path configDir, List<Path> pluginDirs, Path stateDir) {
  private static final List<Path> PLUGINS =
      List.of(Path.of("/opt/cni/bin"), Path.of("/usr/lib/cni"));

  public CniPaths {
    pluginDirs = List.copyOf(pluginDirs);
  }

  /** The usual places; the programs are the machine's, all else is below that root directory. */
  public static CniPaths below(Path root) {
    return new CniPaths(root.resolve("etc/cni/net.d"), PLUGINS, root.resolve("var/lib/cni"));
  }

  /** The results of additions, as libcni caches them. */
  Path results() {
    return stateDir.resolve("results");
  }

  /** The directories of plugins as a sentence names them. */
  String pluginPlaces() {
    return pluginDirs.stream().map(Path::toString).collect(Collectors.joining(" or "));
  }
}
