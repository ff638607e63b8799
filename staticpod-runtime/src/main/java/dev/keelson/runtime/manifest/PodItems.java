package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The pods of a document: itself, or the items of a {@code List} or a {@code PodList}. */
record PodItems(List<Item> items) {
  PodItems {
    items = List.copyOf(items);
  }

  /** One pod and where in its document it is. */
  record Item(ObjectNode root, String path) {}

  static PodItems of(Document document) {
    String kind = document.root().path("kind").asText();
    boolean list = kind.equals("List") || kind.equals("PodList");
    return list && document.root().path("apiVersion").asText().equals("v1")
        ? Fields.read(document, "a v1 " + kind, f -> inside(f, document.root(), kind))
        : new PodItems(List.of(new Item(document.root(), "")));
  }

  private static PodItems inside(Fields fields, ObjectNode root, String kind) {
    fields.passes("apiVersion", "kind", "metadata");
    // What is inside an item is the pod's reader to judge.
    fields.objects(
        "items",
        f -> {
          f.node().fieldNames().forEachRemaining(f::passes);
          return f;
        });
    var items = new ArrayList<Item>();
    JsonNode array = root.path("items");
    for (int i = 0; i < array.size(); i++) {
      if (array.get(i) instanceof ObjectNode item) {
        if (kind.equals("PodList") && !item.has("kind") && !item.has("apiVersion")) {
          // A typed list's items need not say what they are.
          item.put("apiVersion", "v1").put("kind", "Pod");
        }
        items.add(new Item(item, "items[" + i + "]"));
      }
    }
    return new PodItems(items);
  }
}
