package dev.keelson.runtime.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AddressListTest {
  private static final String PORTS =
      "\"ports\": [{\"name\": \"https\", \"port\": 6443, \"protocol\": \"TCP\"}]";
  private static final String VERSION = "{\"metadata\": {\"resourceVersion\": \"9\"}, ";

  private static ObjectNode json(String text) throws IOException {
    return (ObjectNode) JsonMapper.builder().build().readTree(text);
  }

  private static ObjectNode endpoints(String addresses) throws IOException {
    return json(VERSION + "\"subsets\": [{\"addresses\": [%s], %s}]}".formatted(addresses, PORTS));
  }

  private static ObjectNode slice(String endpoints) throws IOException {
    return json(VERSION + "\"endpoints\": [%s], %s}".formatted(endpoints, PORTS));
  }

  private static String endpoint(String address) {
    return "{\"addresses\": [\"%s\"], \"conditions\": {\"ready\": true}}".formatted(address);
  }

  @Test
  void theLastAddressComesBackWithItsPorts() throws IOException {
    var entry =
        AddressList.ENDPOINTS.entry(endpoints("{\"ip\": \"10.0.0.1\"}"), "10.0.0.1").orElseThrow();
    ObjectNode empty = json(VERSION + "\"subsets\": null}");
    assertThat(AddressList.ENDPOINTS.entry(empty, "10.0.0.1")).isEmpty();
    assertThat(AddressList.ENDPOINTS.patch(empty, entry))
        .isEqualTo(endpoints("{\"ip\": \"10.0.0.1\"}"));
  }

  @Test
  void othersAddressesStay() throws IOException {
    var entry =
        AddressList.ENDPOINTS
            .entry(endpoints("{\"ip\": \"10.0.0.2\"}, {\"ip\": \"10.0.0.1\"}"), "10.0.0.1")
            .orElseThrow();
    ObjectNode other = endpoints("{\"ip\": \"10.0.0.2\"}");
    ObjectNode before = other.deepCopy();
    assertThat(AddressList.ENDPOINTS.patch(other, entry))
        .isEqualTo(endpoints("{\"ip\": \"10.0.0.2\"}, {\"ip\": \"10.0.0.1\"}"));
    assertThat(other).isEqualTo(before);
  }

  @Test
  void anEmptiedSliceGetsItsPortsToo() throws IOException {
    var entry = AddressList.SLICE.entry(slice(endpoint("10.0.0.1")), "10.0.0.1").orElseThrow();
    ObjectNode empty = json(VERSION + "\"endpoints\": null, \"ports\": null}");
    assertThat(AddressList.SLICE.patch(empty, entry)).isEqualTo(slice(endpoint("10.0.0.1")));
  }

  @Test
  void othersEndpointsStay() throws IOException {
    var entry = AddressList.SLICE.entry(slice(endpoint("10.0.0.1")), "10.0.0.1").orElseThrow();
    ObjectNode patch = AddressList.SLICE.patch(slice(endpoint("10.0.0.2")), entry);
    assertThat(patch.path("endpoints"))
        .isEqualTo(slice(endpoint("10.0.0.2") + "," + endpoint("10.0.0.1")).path("endpoints"));
    assertThat(patch.has("ports")).isFalse();
  }
}
