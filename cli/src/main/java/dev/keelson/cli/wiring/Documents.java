package dev.keelson.cli.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.api.ApiJson;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** Objects as the {@code -o json} and {@code -o yaml} of kubectl print them. */
final class Documents {
  private Documents() {}

  /** The document with a line break at its end; the fields of its objects by their names. */
  static String print(JsonNode document, String format) {
    try {
      JsonNode sorted = sorted(document);
      return format.equals("json") ? json(sorted) : yaml(sorted);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document of plain values is always JSON", e);
    }
  }

  private static String json(JsonNode document) throws JsonProcessingException {
    var indent = new DefaultIndenter("    ", "\n");
    var colons = Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
    var printer =
        new DefaultPrettyPrinter()
            .withSeparators(colons)
            .withObjectIndenter(indent)
            .withArrayIndenter(indent);
    return ApiJson.MAPPER.writer(printer).writeValueAsString(document) + "\n";
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isArray()) {
      var items = ApiJson.MAPPER.createArrayNode();
      node.forEach(item -> items.add(sorted(item)));
      return items;
    }
    if (!node.isObject()) {
      return node;
    }
    var fields = ApiJson.MAPPER.createObjectNode();
    node.properties().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(field -> fields.set(field.getKey(), sorted(field.getValue())));
    return fields;
  }

  private static String yaml(JsonNode document) throws JsonProcessingException {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(4096);
    return new Yaml(new Texts(options), options)
        .dump(ApiJson.MAPPER.treeToValue(document, Map.class));
  }

  /**
   * Texts that would be read as something else in double quotes, those of several lines as such.
   */
  private static final class Texts extends Representer {
    private static final Resolver RESOLVER = new Resolver();

    private Texts(DumperOptions options) {
      super(options);
      representers.put(
          String.class, data -> representScalar(Tag.STR, (String) data, style((String) data)));
    }

    private static ScalarStyle style(String text) {
      if (text.contains("\n") && !text.contains(" \n")) {
        return ScalarStyle.LITERAL;
      }
      return text.isEmpty() || !RESOLVER.resolve(NodeId.scalar, text, true).equals(Tag.STR)
          ? ScalarStyle.DOUBLE_QUOTED
          : ScalarStyle.PLAIN;
    }
  }
}
