package dev.keelson.runtime.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.kube.ResourcePath;
import java.util.Optional;

/** The two objects that tell where the {@code kubernetes} Service leads. */
enum AddressList {
  /** Addresses in subsets, one for each set of ports. */
  ENDPOINTS {
    @Override
    ResourcePath path() {
      return ResourcePath.namespaced("v1", "default", "endpoints", "kubernetes");
    }

    @Override
    Optional<JsonNode> entry(ObjectNode object, String address) {
      for (JsonNode subset : object.path("subsets")) {
        for (JsonNode entry : subset.path("addresses")) {
          if (entry.path("ip").asText().equals(address)) {
            ObjectNode alone = JsonNodeFactory.instance.objectNode();
            alone.putArray("addresses").add(entry);
            return Optional.of(alone.set("ports", subset.path("ports")));
          }
        }
      }
      return Optional.empty();
    }

    @Override
    ObjectNode with(ObjectNode object, JsonNode entry) {
      ObjectNode patch = JsonNodeFactory.instance.objectNode();
      ArrayNode subsets = patch.putArray("subsets");
      object.path("subsets").forEach(subsets::add);
      for (JsonNode subset : subsets) {
        if (subset.path("ports").equals(entry.path("ports"))) {
          ((ObjectNode) subset).withArray("addresses").add(entry.path("addresses").get(0));
          return patch;
        }
      }
      subsets.add(entry);
      return patch;
    }
  },

  /** Endpoints, all with the same ports. */
  SLICE {
    @Override
    ResourcePath path() {
      return ResourcePath.namespaced(
          "discovery.k8s.io/v1", "default", "endpointslices", "kubernetes");
    }

    @Override
    Optional<JsonNode> entry(ObjectNode object, String address) {
      for (JsonNode endpoint : object.path("endpoints")) {
        for (JsonNode entry : endpoint.path("addresses")) {
          if (entry.asText().equals(address)) {
            ObjectNode alone = JsonNodeFactory.instance.objectNode();
            alone.set("endpoint", endpoint);
            return Optional.of(alone.set("ports", object.path("ports")));
          }
        }
      }
      return Optional.empty();
    }

    @Override
    ObjectNode with(ObjectNode object, JsonNode entry) {
      ObjectNode patch = JsonNodeFactory.instance.objectNode();
      ArrayNode endpoints = patch.putArray("endpoints");
      object.path("endpoints").forEach(endpoints::add);
      endpoints.add(entry.path("endpoint"));
      if (object.path("ports").isEmpty()) {
        patch.set("ports", entry.path("ports"));
      }
      return patch;
    }
  };

  abstract ResourcePath path();

  /** What the object says of that address, to be said again; empty where it does not have it. */
  abstract Optional<JsonNode> entry(ObjectNode object, String address);

  /** The fields of the object with that entry added; those of the object may be reused. */
  abstract ObjectNode with(ObjectNode object, JsonNode entry);

  /** The change that adds the entry to just this object, and to no later one. */
  ObjectNode patch(ObjectNode object, JsonNode entry) {
    ObjectNode patch = with(object.deepCopy(), entry);
    patch
        .putObject("metadata")
        .put("resourceVersion", object.at("/metadata/resourceVersion").asText());
    return patch;
  }
}
