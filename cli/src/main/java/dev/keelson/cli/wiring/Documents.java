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
import org.yaml.snakeyaml.Yaml;

/** Objects as the {@code -o json} and {@code -o yaml} of kubectl print them. */
final class Documents {
  private Documents() {}

  /** The document with a line break at its end. */
  static String print(JsonNode document, String format) {
    try {
      return format.equals("json") ? json(document) : yaml(document);
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

  private static String yaml(JsonNode document) throws JsonProcessingException {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(4096);
    return new Yaml(options).dump(ApiJson.MAPPER.treeToValue(document, Map.class));
  }
}
