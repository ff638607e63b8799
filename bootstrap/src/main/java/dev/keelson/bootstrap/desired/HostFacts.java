package dev.keelson.bootstrap.desired;

import dev.keelson.bootstrap.config.ClusterSpec;
import dev.keelson.bootstrap.node.NodeView;
import dev.keelson.bootstrap.revision.Bytes;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the manifests take from the machine itself.
 *
 * @param externalCa whether {@code ca.crt} is there without its key, so that nothing here may sign
 * @param caDirectories the extra directories of trusted certificates that exist
 * @param userFiles SHA-256 by path of the user's own files that a component reads
 */
public record HostFacts(
    boolean externalCa, List<Path> caDirectories, SortedMap<Path, String> userFiles) {
  // Files in /etc/ssl/certs may be symbolic links into these (phases/controlplane/volumes.go).
  private static final List<Path> EXTRA_CA_DIRECTORIES =
      Stream.of(
              "/etc/pki/ca-trust",
              "/etc/pki/tls/certs",
              "/etc/ca-certificates",
              "/usr/share/ca-certificates",
              "/usr/local/share/ca-certificates")
          .map(Path::of)
          .toList();

  public HostFacts {
    caDirectories = List.copyOf(caDirectories);
    userFiles = Collections.unmodifiableSortedMap(new TreeMap<>(userFiles));
  }

  /** Reads them from the node. */
  public static HostFacts read(ClusterSpec spec, NodeView node) {
    var pki = spec.certificatesDir();
    var userFiles = new TreeMap<Path, String>();
    for (var component : Component.of(spec)) {
      for (var file : UserFiles.of(component, spec)) {
        node.read(file).map(Bytes::sha256).ifPresent(hash -> userFiles.put(file, hash));
      }
    }
    return new HostFacts(
        node.exists(pki.resolve("ca.crt")) && !node.exists(pki.resolve("ca.key")),
        EXTRA_CA_DIRECTORIES.stream().filter(node::exists).toList(),
        userFiles);
  }

  static List<Path> extraCaDirectories() {
    return EXTRA_CA_DIRECTORIES;
  }
}
