package dev.keelson.runtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSubsetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"b\":2}                | {\"a\":1}               | true",
        "{\"a\":1}                        | {\"a\":2}               | false",
        "{}                               | {\"a\":null}            | true",
        "{\"a\":1}                        | {\"a\":null}            | false",
        "{}                               | {\"a\":\"\"}            | true",
        "{}                               | {\"a\":\"x\"}           | false",
        "{}                               | {\"a\":{}}              | true",
        "{}                               | {\"a\":[]}              | true",
        "{\"a\":[{\"x\":1,\"y\":2}]}      | {\"a\":[{\"x\":1}]}     | true",
        "{\"a\":[1,2]}                    | {\"a\":[1]}             | false",
        "{\"a\":[]}                       | {\"a\":[1]}             | false",
      })
  void comparesWhatIsWanted(String actual, String wanted, boolean contained)
      throws JacksonException {
    assertThat(JsonSubset.contains(json(actual), json(wanted))).isEqualTo(contained);
  }

  private static JsonNode json(String text) throws JacksonException {
    return JsonMapper.builder().build().readTree(text.strip());
  }
}
