package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/** The documents of one file, YAML or JSON, as trees; what is not well-formed is a problem. */
final class YamlDocuments {
  private static final int MAX_DEPTH = 50;
  private final String file;
  private final Problems problems;

  private YamlDocuments(String file, Problems problems) {
    this.file = file;
    this.problems = problems;
  }

  static List<Tree.Mapping> parse(ConfigFile file, Problems problems) {
    return new YamlDocuments(file.name(), problems).parse(file.text());
  }

  private List<Tree.Mapping> parse(String text) {
    var documents = new ArrayList<Tree.Mapping>();
    try {
      for (var node : new Yaml(new LoaderOptions()).composeAll(new java.io.StringReader(text))) {
        switch (tree(node, "", 0)) {
          case Tree.Mapping mapping -> documents.add(mapping);
          case Tree.Scalar scalar when scalar.type() == Tree.Type.NULL -> {}
          case Tree other ->
              problems.add(
                  other.place(), "the document is %s where a mapping is expected", other.kind());
        }
      }
    } catch (MarkedYAMLException e) {
      problems.add(place(e.getProblemMark(), ""), "this is not valid YAML: %s", e.getProblem());
    } catch (ReaderException e) {
      problems.add(
          new Place(file, 0, 0, ""),
          "this is not valid YAML: the character U+%04X at position %d is not allowed",
          e.getCodePoint(),
          e.getPosition());
    } catch (YAMLException e) {
      problems.add(
          new Place(file, 0, 0, ""), "this is not valid YAML: %s", String.valueOf(e.getMessage()));
    } catch (NumberFormatException e) {
      // SnakeYAML's own, where a backslash and a u are not followed by the digits of a character.
      problems.add(
          new Place(file, 0, 0, ""),
          "this is not valid YAML: the digits of an escaped character are none: %s",
          String.valueOf(e.getMessage()));
    }
    return documents;
  }

  private Tree tree(Node node, String field, int depth) {
    var place = place(node.getStartMark(), field);
    if (depth > MAX_DEPTH) {
      problems.add(place, "this is nested more than %d levels deep", MAX_DEPTH);
      return new Tree.Scalar(place, "", Tree.Type.NULL);
    }
    return switch (node) {
      case MappingNode mapping -> mapping(mapping, place, depth);
      case SequenceNode sequence -> sequence(sequence, place, depth);
      case ScalarNode scalar -> new Tree.Scalar(place, scalar.getValue(), type(scalar.getTag()));
      default -> throw new IllegalStateException("a composed node is none of three: " + node);
    };
  }

  private Tree.Mapping mapping(MappingNode node, Place place, int depth) {
    var fields = new LinkedHashMap<String, Tree>();
    for (NodeTuple tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(place(tuple.getKeyNode().getStartMark(), place.field()), "a key is no string");
        continue;
      }
      // The place of a field is its key: that is where a person looks for it.
      var value = tree(tuple.getValueNode(), place.join(key.getValue()), depth + 1);
      var at = place(key.getStartMark(), place.join(key.getValue()));
      if (fields.containsKey(key.getValue())) {
        problems.add(at, "this field is written twice here; keep one of them");
      }
      fields.put(key.getValue(), at(at, value));
    }
    return new Tree.Mapping(place, fields);
  }

  private static Tree at(Place place, Tree value) {
    return switch (value) {
      case Tree.Scalar scalar -> new Tree.Scalar(place, scalar.text(), scalar.type());
      case Tree.Sequence sequence -> new Tree.Sequence(place, sequence.items());
      case Tree.Mapping mapping -> new Tree.Mapping(place, mapping.fields());
    };
  }

  private Tree.Sequence sequence(SequenceNode node, Place place, int depth) {
    var items = new ArrayList<Tree>();
    for (var item : node.getValue()) {
      items.add(tree(item, place.join("[" + items.size() + "]"), depth + 1));
    }
    return new Tree.Sequence(place, items);
  }

  // Other tags, a date for one, are strings to Kubernetes too.
  private static Tree.Type type(Tag tag) {
    if (tag.equals(Tag.INT)) {
      return Tree.Type.INTEGER;
    } else if (tag.equals(Tag.FLOAT)) {
      return Tree.Type.FLOAT;
    } else if (tag.equals(Tag.BOOL)) {
      return Tree.Type.BOOLEAN;
    }
    return tag.equals(Tag.NULL) ? Tree.Type.NULL : Tree.Type.STRING;
  }

  private Place place(Mark mark, String field) {
    return new Place(file, mark.getLine() + 1, mark.getColumn() + 1, field);
  }
}
