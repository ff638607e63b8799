package dev.keelson.e2e.parity;

import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What kubeadm's phases leave on a node.
 *
 * @param entries kind, mode and owner by path
 * @param contents of the files by path
 */
record NodeTree(SequencedMap<String, String> entries, Map<String, byte[]> contents) {
  /** Everything that any configuration here makes them write to. */
  static final List<String> ROOTS = List.of("/etc/kubernetes", "/var/lib/etcd", "/opt/elsewhere");

  static NodeTree read(TestNode node) throws IOException {
    var tree = new NodeTree(new TreeMap<>(), new TreeMap<>());
    for (String root : ROOTS) {
      Path top = node.path(root);
      if (Files.exists(top)) {
        try (Stream<Path> paths = Files.walk(top)) {
          for (Path path : paths.toList()) {
            tree.add(root + "/" + top.relativize(path), path);
          }
        }
      }
    }
    return tree;
  }

  /** The meaning of each file by path. */
  SequencedMap<String, Object> meanings() throws CertificateException {
    var meanings = new TreeMap<String, Object>();
    for (var file : contents.entrySet()) {
      meanings.put(file.getKey(), Meaning.of(file.getKey(), file.getValue()));
    }
    return meanings;
  }

  private void add(String name, Path path) throws IOException {
    var attributes = Files.readAttributes(path, "unix:mode,uid,gid");
    var mode = Integer.toOctalString((int) Objects.requireNonNull(attributes.get("mode")));
    entries.put(name, mode + " " + attributes.get("uid") + ":" + attributes.get("gid"));
    if (Files.isRegularFile(path)) {
      contents.put(name, Files.readAllBytes(path));
    }
  }
}
