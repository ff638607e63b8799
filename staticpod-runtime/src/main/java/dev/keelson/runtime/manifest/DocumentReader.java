package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Splits the bytes of a file into documents; JSON is read as the YAML it is. */
public final class DocumentReader {
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
  private static final int MAX_CHARACTERS = 10 << 20;

  private final String source;

  /** Reads what that file or URL says. */
  public DocumentReader(String source) {
    this.source = source;
  }

  /**
   * The documents, at least one.
   *
   * @throws InvalidManifestException where they are no YAML
   */
  public List<Document> read(byte[] bytes) {
    String text = decode(bytes);
    var documents = new ArrayList<Document>();
    try {
      for (Node node : yaml().composeAll(new StringReader(text))) {
        if (!TreeBuilder.isNull(node)) {
          documents.add(document(node));
        }
      }
    } catch (MarkedYAMLException e) {
      throw invalid(at(e.getProblemMark()), "is not YAML: " + e.getProblem());
    } catch (YAMLException e) {
      throw invalid(new Position(1, 1), "is not YAML: " + firstLine(e));
    } catch (NumberFormatException e) {
      // SnakeYAML's own, where a backslash and a u are not followed by the digits of a character.
      throw invalid(
          new Position(1, 1),
          "is not YAML: the digits of an escaped character in double quotes are none: "
              + e.getMessage());
    }
    if (documents.isEmpty()) {
      throw invalid(new Position(1, 1), "the file is empty; an object is expected");
    }
    return documents;
  }

  private Document document(Node node) {
    if (!(node instanceof MappingNode mapping)) {
      throw invalid(at(node.getStartMark()), "an object (a Pod) is expected at the top");
    }
    var builder = new TreeBuilder();
    ObjectNode root = builder.object(mapping, "");
    return new Document(root, builder.problems());
  }

  private String decode(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.stripLeading().startsWith("{") ? jsonAsYaml(text) : text;
    } catch (CharacterCodingException _) {
      throw invalid(new Position(1, 1), "the file is not UTF-8 text");
    }
  }

  /** JSON may be indented with tabs and may escape a slash; YAML 1.1 does neither. */
  private static String jsonAsYaml(String text) {
    return ESCAPE
        .matcher(text.replace('\t', ' '))
        .replaceAll(m -> m.group(1).equals("/") ? "/" : Matcher.quoteReplacement(m.group()));
  }

  private static Yaml yaml() {
    var options = new LoaderOptions();
    options.setCodePointLimit(MAX_CHARACTERS);
    options.setMaxAliasesForCollections(50);
    return new Yaml(new SafeConstructor(options));
  }

  static Position at(Mark mark) {
    return mark == null
        ? new Position(1, 1)
        : new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static String firstLine(YAMLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private InvalidManifestException invalid(Position at, String message) {
    return new InvalidManifestException(source, List.of(new ManifestProblem(at, "", message)));
  }
}
