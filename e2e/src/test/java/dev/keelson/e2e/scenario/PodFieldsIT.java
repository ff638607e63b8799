package dev.keelson.e2e.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/pod-fields.md} has a row for each field that the API server's own document has. */
class PodFieldsIT {
  private static final Path DOCUMENT = Path.of("../docs/pod-fields.md");
  private static final Pattern TYPE = Pattern.compile("## (\\w+)");
  private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| (\\w+) \\|.*");
  private static final String CORE = "io.k8s.api.core.v1.";

  @Test
  void everyFieldOfTheServersOpenApiDocumentHasARow() throws Exception {
    try (ControlPlane cluster = ControlPlane.initialized()) {
      JsonNode schemas =
          new ObjectMapper()
              .readTree(cluster.kubectl("get", "--raw", "/openapi/v3/api/v1").orFail().out())
              .at("/components/schemas");
      Map<String, Map<String, String>> rows = rows();
      assertThat(fields(rows)).isEqualTo(reachable(schemas, rows));
    }
  }

  /** The answer of each field, by type. */
  private static Map<String, Map<String, String>> rows() throws IOException {
    Map<String, Map<String, String>> rows = new TreeMap<>();
    String type = "";
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher heading = TYPE.matcher(line);
      Matcher row = ROW.matcher(line);
      if (heading.matches()) {
        type = heading.group(1);
      } else if (row.matches()) {
        rows.computeIfAbsent(type, _ -> new LinkedHashMap<>()).put(row.group(1), row.group(2));
      }
    }
    return rows;
  }

  private static Map<String, Set<String>> fields(Map<String, Map<String, String>> rows) {
    Map<String, Set<String>> fields = new TreeMap<>();
    rows.forEach((type, answers) -> fields.put(type, new TreeSet<>(answers.keySet())));
    return fields;
  }

  /** The fields of PodSpec, and of each type that a supported field leads to. */
  private static Map<String, Set<String>> reachable(
      JsonNode schemas, Map<String, Map<String, String>> rows) {
    Map<String, Set<String>> found = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>(Set.of("PodSpec"));
    while (!open.isEmpty()) {
      String type = open.pop();
      if (found.containsKey(type)) {
        continue;
      }
      JsonNode properties = schemas.path(CORE + type).path("properties");
      found.put(type, new TreeSet<>());
      properties
          .properties()
          .forEach(property -> {
            found.get(type).add(property.getKey());
            String answer = rows.getOrDefault(type, Map.of()).getOrDefault(property.getKey(), "");
            if (answer.equals("supported")) {
              String next = typeOf(property.getValue());
              if (!schemas.path(CORE + next).path("properties").isMissingNode()) {
                open.push(next);
              }
            }
          });
    }
    return found;
  }

  /** The simple name of the type of a field, or of a list's items; empty for text and numbers. */
  private static String typeOf(JsonNode property) {
    JsonNode value = property.has("items") ? property.get("items") : property;
    String reference =
        value.has("allOf") ? value.at("/allOf/0/$ref").asText() : value.path("$ref").asText();
    int name = reference.indexOf(CORE);
    return name < 0 ? "" : reference.substring(name + CORE.length());
  }
}
