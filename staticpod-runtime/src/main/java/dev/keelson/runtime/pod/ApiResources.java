package dev.keelson.runtime.pod;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import dev.keelson.runtime.manifest.QuantityText;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The Kubernetes API's {@code ResourceRequirements} in a status, in the server's own writing. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ApiResources(Map<String, String> limits, Map<String, String> requests) {
  public ApiResources {
    limits = Map.copyOf(limits);
    requests = Map.copyOf(requests);
  }

  @JsonCreator
  static ApiResources read(
      @JsonProperty("limits") @Nullable Map<String, String> limits,
      @JsonProperty("requests") @Nullable Map<String, String> requests) {
    return new ApiResources(
        limits == null ? Map.of() : limits, requests == null ? Map.of() : requests);
  }

  /** Of the container of that name in a complete Pod. */
  static ApiResources of(JsonNode pod, String container) {
    JsonNode spec = pod.path("spec");
    return StreamSupport.stream(spec.path("containers").spliterator(), false)
        .filter(c -> c.path("name").asText().equals(container))
        .findFirst()
        .or(() ->
            StreamSupport.stream(spec.path("initContainers").spliterator(), false)
                .filter(c -> c.path("name").asText().equals(container))
                .findFirst())
        .map(c -> c.path("resources"))
        .map(r -> new ApiResources(quantities(r.path("limits")), quantities(r.path("requests"))))
        .orElse(new ApiResources(Map.of(), Map.of()));
  }

  private static SequencedMap<String, String> quantities(JsonNode written) {
    var quantities = new TreeMap<String, String>();
    written
        .properties()
        .forEach(e -> quantities.put(e.getKey(), QuantityText.canonical(e.getValue().asText())));
    return quantities;
  }
}
