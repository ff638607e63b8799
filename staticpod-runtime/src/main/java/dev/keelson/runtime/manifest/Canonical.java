package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/** Hashes that do not change with the order of fields or the way they are written. */
final class Canonical {
  private static final int HASH_BYTES = 16;

  private Canonical() {}

  /** 32 hexadecimal digits of a hash of the tree and the words. */
  static String hash(JsonNode tree, List<String> words) {
    MessageDigest digest = sha256();
    var text = new StringBuilder();
    write(tree, text);
    digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
    for (String word : words) {
      digest.update((byte) 0);
      digest.update(word.getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, HASH_BYTES);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256", e);
    }
  }

  private static void write(JsonNode node, StringBuilder out) {
    if (node instanceof ObjectNode object) {
      var sorted = new TreeMap<String, JsonNode>();
      object.properties().forEach(e -> sorted.put(e.getKey(), e.getValue()));
      out.append('{');
      sorted.forEach((name, value) -> {
        out.append(name.length()).append(':').append(name);
        write(value, out);
      });
      out.append('}');
    } else if (node.isArray()) {
      out.append('[');
      node.forEach(item -> write(item, out));
      out.append(']');
    } else {
      String text = node.toString();
      out.append(text.length()).append(':').append(text);
    }
  }
}
