package dev.keelson.e2e.scenario;

import dev.keelson.e2e.testnode.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The private keys on a node, by the hash of their PEM text. */
final class NodeKeys {
  private static final Pattern EMBEDDED = Pattern.compile("client-key-data: (\\S+)");

  private NodeKeys() {}

  /** Those that init generated and fsynced, before it is known whether anything uses them. */
  static Collection<String> journalled(TestNode node) throws IOException {
    return hashes(node, "/var/lib/keelson/keys", name -> !name.startsWith(".")).values();
  }

  /** Those in their places: in files of their own, and within kubeconfigs. */
  static Map<String, String> inUse(TestNode node) throws IOException {
    Predicate<String> isKey = name -> name.endsWith(".key") && !name.startsWith(".");
    var keys = hashes(node, "/etc/kubernetes/pki", isKey);
    keys.putAll(hashes(node, "/etc/kubernetes/pki/etcd", isKey));
    for (Path file : files(node, "/etc/kubernetes", name -> name.matches("[^.].*\\.conf"))) {
      var key = EMBEDDED.matcher(Files.readString(file));
      if (key.find()) {
        keys.put(file.getFileName() + "", hash(Base64.getDecoder().decode(key.group(1))));
      }
    }
    return keys;
  }

  private static Map<String, String> hashes(
      TestNode node, String directory, Predicate<String> names) throws IOException {
    Map<String, String> hashes = new TreeMap<>();
    for (Path file : files(node, directory, names)) {
      hashes.put(directory + "/" + file.getFileName(), hash(Files.readAllBytes(file)));
    }
    return hashes;
  }

  private static List<Path> files(TestNode node, String directory, Predicate<String> names)
      throws IOException {
    Path there = node.path(directory);
    if (!Files.isDirectory(there)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(there)) {
      return files.filter(f -> names.test(f.getFileName() + "")).sorted().toList();
    }
  }

  private static String hash(byte[] pem) {
    return UUID.nameUUIDFromBytes(pem).toString();
  }
}
