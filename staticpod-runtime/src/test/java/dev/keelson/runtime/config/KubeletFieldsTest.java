package dev.keelson.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** Every row of {@code docs/kubelet-configuration.md} is tried: none of them lies. */
class KubeletFieldsTest {
  private static final Path DOCUMENT = Path.of("../docs/kubelet-configuration.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)` \\| (used|not used) \\| `([^`]+)` \\|(.*)\\|");
  private static final Pattern BESIDE = Pattern.compile("beside `\\{([^`]+)}`");
  private static final String HEAD =
      "apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n";

  @TempDir private Path directory;

  /**
   * A row.
   *
   * @param beside fields without which this one has no meaning
   */
  private record Row(String field, boolean used, String example, String beside) {
    static Row of(MatchResult row) {
      var beside = BESIDE.matcher(row.group(4));
      return new Row(
          row.group(1),
          row.group(2).equals("used"),
          row.group(3),
          beside.find() ? beside.group(1) + "\n" : "");
    }
  }

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(DOCUMENT).stream()
        .filter(line -> line.startsWith("| `"))
        .map(line -> ROW.matcher(line).results().map(Row::of).findFirst().orElseThrow())
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> theRuntimeDoesWithEachFieldWhatTheDocumentSays() throws IOException {
    return rows().stream().map(row -> DynamicTest.dynamicTest(row.field(), () -> check(row)));
  }

  private void check(Row row) throws IOException {
    RuntimeConfig without = read(row.beside());
    RuntimeConfig with = read(row.beside() + row.field() + ": " + row.example() + "\n");
    if (row.used()) {
      assertThat(with).isNotEqualTo(without);
      assertThat(with.unused()).isEmpty();
    } else {
      assertThat(with.unused()).containsExactly(row.field());
      assertThat(with.kubelet()).isEqualTo(without.kubelet());
      assertThat(with.sources()).isEqualTo(without.sources());
    }
  }

  private RuntimeConfig read(String fields) throws IOException {
    Path file = Files.writeString(directory.resolve("config.yaml"), HEAD + fields);
    return RuntimeConfigFile.read(file, new RuntimePaths(directory));
  }

  @Test
  void everyFieldOfTheTypeHasOneRow() throws IOException {
    List<String> fields;
    try (var in = KubeletFieldsTest.class.getResourceAsStream("kubelet-configuration.yaml")) {
      fields = new Yaml().load(in);
    }
    assertThat(rows()).extracting((Function<Row, String>) Row::field).isEqualTo(fields);
  }
}
