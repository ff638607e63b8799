package dev.keelson.runtime.network;

import dev.keelson.runtime.linux.Bridges;
import dev.keelson.runtime.linux.DurableFiles;
import dev.keelson.runtime.linux.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The network that keelson itself brings, {@code 99-keelson.conflist}: for a node that has no
 * other, and behind every other by its name.
 */
public final class DefaultNetwork {
  private static final String FILE = "99-keelson.conflist";

  private final CniPaths paths;

  /** The one among those files. */
  public DefaultNetwork(CniPaths paths) {
    this.paths = paths;
  }

  /**
   * Writes its configuration for those ranges where there is no other file. One that was written
   * for other ranges is written anew, one that a person has changed is left as it is.
   *
   * @return whether the configuration there is ours, for those ranges
   */
  public boolean configure(PodCidrs ranges) throws IOException {
    byte[] wanted = BridgeConfig.of(ranges.ranges(), store());
    List<Path> files = NetworkChoice.files(paths.configDir());
    if (files.isEmpty() || (files.equals(List.of(file())) && isOurs())) {
      DurableFiles.makeDirectories(paths.configDir());
      if (!Files.exists(file()) || !Arrays.equals(Files.readAllBytes(file()), wanted)) {
        DurableFiles.write(file(), wanted, "rw-r--r--");
      }
      return true;
    }
    return false;
  }

  /**
   * Takes away what {@link #configure} and its plugins left in files, unless somebody changed the
   * configuration. No pod may run in the network any more.
   *
   * @return whether it was there and ours; then {@link #removeBridge} may follow
   */
  public boolean remove() throws IOException {
    if (!Files.exists(file()) || !isOurs()) {
      return false;
    }
    Path addresses = store().resolve(BridgeConfig.NAME);
    if (Files.isDirectory(addresses)) {
      try (var inside = Files.list(addresses)) {
        for (Path left : inside.filter(DefaultNetwork::isBookkeeping).toList()) {
          PrivateFiles.remove(left);
        }
      }
      PrivateFiles.removeEmptyDirectory(addresses);
    }
    PrivateFiles.remove(file());
    for (Path emptied :
        List.of(
            paths.results(),
            store(),
            paths.stateDir(),
            paths.configDir(),
            paths.configDir().resolve("..").normalize())) {
      PrivateFiles.removeEmptyDirectory(emptied);
    }
    return true;
  }

  /** Deletes the network's bridge where there is one. */
  public static void removeBridge() throws IOException {
    Bridges.delete(BridgeConfig.BRIDGE);
  }

  private static boolean isBookkeeping(Path file) {
    String name = file.getFileName().toString();
    return name.equals("lock") || name.startsWith("last_reserved_ip.");
  }

  private boolean isOurs() throws IOException {
    return BridgeConfig.isOurs(Files.readAllBytes(file()), store());
  }

  private Path file() {
    return paths.configDir().resolve(FILE);
  }

  private Path store() {
    return paths.stateDir().resolve("networks");
  }
}
