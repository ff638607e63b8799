package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Turns a YAML tree into a JSON tree and keeps every field's place. Scalars are resolved as the
 * kubelet's YAML reader resolves them, but for dates, which stay text. A null is a field that is
 * not there. Aliases are followed, with a bound on what they may multiply to.
 */
final class TreeBuilder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final int MAX_NODES = 50_000;
  private static final int MAX_DEPTH = 60;

  private final Map<String, Position> positions = new HashMap<>();
  private final Problems problems = new Problems(positions);
  private int nodes;
  private int depth;
  private boolean exhausted;

  Problems problems() {
    return problems;
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  ObjectNode object(MappingNode mapping, String path) {
    positions.putIfAbsent(path, DocumentReader.at(mapping.getStartMark()));
    ObjectNode object = JSON.objectNode();
    if (enter(path)) {
      for (NodeTuple tuple : mapping.getValue()) {
        field(object, tuple, path);
      }
      depth--;
    }
    return object;
  }

  private void field(ObjectNode object, NodeTuple tuple, String path) {
    if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
      problems.add(path, "a key of an object is not a word");
      return;
    }
    if (key.getTag().equals(Tag.MERGE)) {
      merge(object, tuple.getValueNode(), path);
      return;
    }
    String name = key.getValue();
    String child = path.isEmpty() ? name : path + "." + name;
    Position at = DocumentReader.at(key.getStartMark());
    Position before = positions.put(child, at);
    if (before != null && object.has(name)) {
      problems.add(child, "is given twice; it is also on line " + before.line());
    }
    if (!isNull(tuple.getValueNode())) {
      object.set(name, value(tuple.getValueNode(), child));
    }
  }

  private void merge(ObjectNode object, Node value, String path) {
    switch (value) {
      case MappingNode mapping ->
          object(mapping, path)
              .properties()
              .forEach(e -> {
                if (!object.has(e.getKey())) {
                  object.set(e.getKey(), e.getValue());
                }
              });
      case SequenceNode sequence -> sequence.getValue().forEach(v -> merge(object, v, path));
      default -> problems.add(path, "<< merges an object, and this is none");
    }
  }

  private JsonNode value(Node node, String path) {
    nodes++;
    return switch (node) {
      case MappingNode mapping -> object(mapping, path);
      case SequenceNode sequence -> array(sequence, path);
      case ScalarNode scalar -> scalar(scalar);
      default -> JSON.nullNode();
    };
  }

  private ArrayNode array(SequenceNode sequence, String path) {
    ArrayNode array = JSON.arrayNode();
    if (enter(path)) {
      int index = 0;
      for (Node item : sequence.getValue()) {
        String child = path + "[" + index++ + "]";
        positions.put(child, DocumentReader.at(item.getStartMark()));
        array.add(isNull(item) ? JSON.nullNode() : value(item, child));
      }
      depth--;
    }
    return array;
  }

  private boolean enter(String path) {
    if (nodes > MAX_NODES || depth >= MAX_DEPTH) {
      if (!exhausted) {
        problems.add(path, "holds too much: it is nested too deeply, or its aliases multiply");
      }
      exhausted = true;
      return false;
    }
    depth++;
    return true;
  }

  private static JsonNode scalar(ScalarNode scalar) {
    String text = scalar.getValue();
    Tag tag = scalar.getTag();
    if (tag.equals(Tag.BOOL)) {
      String word = text.toLowerCase(Locale.ROOT);
      return JSON.booleanNode(word.equals("true") || word.equals("yes") || word.equals("on"));
    }
    if (tag.equals(Tag.INT)) {
      return integer(text);
    }
    if (tag.equals(Tag.FLOAT)) {
      return decimal(text);
    }
    return JSON.textNode(text);
  }

  private static JsonNode integer(String text) {
    String digits = text.replace("_", "");
    int sign = digits.startsWith("-") ? -1 : 1;
    String unsigned =
        digits.startsWith("-") || digits.startsWith("+") ? digits.substring(1) : digits;
    try {
      BigInteger value = new BigInteger(withoutPrefix(unsigned), radix(unsigned));
      BigInteger signed = sign < 0 ? value.negate() : value;
      return signed.bitLength() < 64
          ? JSON.numberNode(signed.longValue())
          : JSON.numberNode(signed);
    } catch (NumberFormatException _) {
      // 12:30:45, a number of base 60 to YAML 1.1 alone.
      return JSON.textNode(text);
    }
  }

  private static int radix(String digits) {
    if (digits.startsWith("0x")) {
      return 16;
    }
    if (digits.startsWith("0b")) {
      return 2;
    }
    return digits.length() > 1 && digits.startsWith("0") ? 8 : 10;
  }

  private static String withoutPrefix(String digits) {
    return digits.startsWith("0x") || digits.startsWith("0b") ? digits.substring(2) : digits;
  }

  private static JsonNode decimal(String text) {
    try {
      return JSON.numberNode(new BigDecimal(text.replace("_", "")));
    } catch (NumberFormatException _) {
      return JSON.textNode(text);
    }
  }
}
