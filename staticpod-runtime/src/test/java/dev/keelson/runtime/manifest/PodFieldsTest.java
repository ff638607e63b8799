package dev.keelson.runtime.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.manifest.FieldTable.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** Every row of {@code docs/pod-fields.md} is tried: none of them lies. */
class PodFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec:
        containers:
        - name: a
          image: b
          restartPolicy: Never
          restartPolicyRules: [{action: Restart, exitCodes: {operator: In, values: [1]}}]
          env: [{name: E}]
          livenessProbe: {httpGet: {port: 80}}
        volumes: [{name: v}, {name: w}]
      """;

  @TestFactory
  Stream<DynamicTest> theRuntimeDoesWithEachFieldWhatTheDocumentSays() throws IOException {
    List<Row> rows = FieldTable.read();
    assertThat(rows).hasSizeGreaterThan(150);
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.type() + "." + row.field(), () -> check(row)));
  }

  private static void check(Row row) throws JsonProcessingException {
    switch (row.answer()) {
      case "supported" ->
          assertThat(parse(row, true).spec()).isNotEqualTo(parse(row, false).spec());
      case "ignored" -> assertThat(parse(row, true).spec()).isEqualTo(parse(row, false).spec());
      case "refused" ->
          assertThat(
                  catchThrowableOfType(InvalidManifestException.class, () -> parse(row, true))
                      .problems())
              .extracting(ManifestProblem::field)
              .anySatisfy(field -> assertThat(field).startsWith(row.at() + "." + row.field()));
      default -> throw new AssertionError(row + " says neither supported, refused nor ignored");
    }
  }

  private static PodManifest parse(Row row, boolean withField) throws JsonProcessingException {
    ObjectNode pod = (ObjectNode) tree(POD);
    ObjectNode place = place(pod, row.at());
    place.setAll((ObjectNode) tree(row.base()));
    if (withField) {
      row.replaced().ifPresent(place::remove);
      place.set(row.field(), tree(row.example()));
    }
    var origin = new ManifestOrigin("file", "/m/web.yaml", "node", Instant.EPOCH);
    return ManifestParser.parse(JSON.writeValueAsBytes(pod), origin).getFirst();
  }

  private static JsonNode tree(String yaml) {
    return JSON.valueToTree(new Yaml().load(yaml));
  }

  /** The object at a path such as {@code spec.volumes[0].hostPath}, made where there is none. */
  private static ObjectNode place(ObjectNode root, String path) {
    ObjectNode at = root;
    for (String step : path.split("\\.", -1)) {
      if (step.endsWith("[0]")) {
        ArrayNode list = at.withArray("/" + step.substring(0, step.length() - "[0]".length()));
        at = list.isEmpty() ? list.addObject() : (ObjectNode) list.get(0);
      } else {
        at = at.withObject("/" + step);
      }
    }
    return at;
  }
}
