package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The fields of one object: read with their type and default, which is put into the document too,
 * so that the records and the document say the same. What nobody asked for by {@link #end()} is an
 * unknown field. Wrong values are problems, and the reader goes on with the default.
 */
public final class Fields {
  private final ObjectNode node;
  private final String path;
  private final Problems problems;
  private final String kind;
  private final Set<String> known = new HashSet<>();

  Fields(ObjectNode node, String path, Problems problems) {
    this(node, path, problems, "a v1 Pod here");
  }

  private Fields(ObjectNode node, String path, Problems problems, String kind) {
    this.node = node;
    this.path = path;
    this.problems = problems;
    this.kind = kind;
  }

  /**
   * Reads a whole document, every field of which the reader must know; what is wrong goes to the
   * document's problems.
   *
   * @param kind what it is, such as {@code a KubeletConfiguration}
   */
  public static <T> T read(Document document, String kind, Function<Fields, T> reader) {
    return read(new Fields(document.root(), "", document.problems(), kind), reader);
  }

  String path(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  ObjectNode node() {
    return node;
  }

  /** Something is wrong with the field of that name, or with the object itself. */
  public void problem(String name, String message) {
    problems.add(name.isEmpty() ? path : path(name), message);
  }

  /** Whether the field is given. */
  public boolean has(String name) {
    return node.has(name);
  }

  private Optional<JsonNode> get(String name) {
    known.add(name);
    return Optional.ofNullable(node.get(name));
  }

  private <T> Optional<T> wrong(String name, JsonNode value, String wanted) {
    problem(name, Shapes.describe(value) + " where " + wanted + " is expected");
    return Optional.empty();
  }

  /** A text, where it is given. */
  public Optional<String> text(String name) {
    return get(name)
        .flatMap(v ->
            v.isTextual()
                ? Optional.of(v.textValue())
                : wrong(name, v, v.isContainerNode() ? "text" : "text (in quotes)"));
  }

  /** A text; an empty one counts as none. */
  public String text(String name, String fallback) {
    Optional<String> given = text(name).filter(t -> !t.isEmpty());
    if (given.isEmpty() && !fallback.isEmpty()) {
      node.put(name, fallback);
    }
    return given.orElse(fallback);
  }

  /** A text that must be there. */
  public String required(String name) {
    Optional<String> given = text(name);
    if (!node.has(name) || given.filter(String::isEmpty).isPresent()) {
      problem(name, "is missing");
    }
    return given.orElse("");
  }

  /** One of those words. */
  public String oneOf(String name, String fallback, String... words) {
    String word = text(name, fallback);
    if (!word.isEmpty() && !List.of(words).contains(word)) {
      problem(name, "\"" + word + "\" is none of " + String.join(", ", words));
      return fallback.isEmpty() ? words[0] : fallback;
    }
    return word;
  }

  /** A boolean, where it is given. */
  public Optional<Boolean> flag(String name) {
    return get(name)
        .flatMap(
            v -> v.isBoolean() ? Optional.of(v.booleanValue()) : wrong(name, v, "true or false"));
  }

  /** A boolean. */
  public boolean flag(String name, boolean fallback) {
    return flag(name).orElse(fallback);
  }

  /** A whole number of at least {@code min}, where it is given. */
  public Optional<Integer> number(String name, int min) {
    return get(name)
        .flatMap(v ->
            v.isIntegralNumber() && v.canConvertToInt()
                ? Optional.of(v.intValue())
                : wrong(name, v, "a whole number"))
        .map(n -> {
          if (n < min) {
            problem(name, n + " is less than " + min);
          }
          return n;
        });
  }

  /** A whole number of at least {@code min}. */
  public int number(String name, int fallback, int min) {
    Optional<Integer> given = number(name, min);
    if (given.isEmpty() && fallback != 0 && !node.has(name)) {
      node.put(name, fallback);
    }
    return given.orElse(fallback);
  }

  /** A quantity, where it is given. */
  public Optional<Quantity> quantity(String name) {
    return get(name).flatMap(v -> Shapes.quantity(v, m -> problem(name, m)));
  }

  Map<String, Quantity> quantities(String name) {
    var result = new LinkedHashMap<String, Quantity>();
    object(name)
        .ifPresent(f ->
            f.node
                .fieldNames()
                .forEachRemaining(n -> f.quantity(n).ifPresent(q -> result.put(n, q))));
    return result;
  }

  /** Texts by texts. */
  public Map<String, String> textMap(String name) {
    var result = new LinkedHashMap<String, String>();
    object(name)
        .ifPresent(f ->
            f.node.fieldNames().forEachRemaining(n -> f.text(n).ifPresent(t -> result.put(n, t))));
    return result;
  }

  /** Lists of texts by texts. */
  public Map<String, List<String>> textLists(String name) {
    var result = new LinkedHashMap<String, List<String>>();
    object(name)
        .ifPresent(f -> f.node.fieldNames().forEachRemaining(n -> result.put(n, f.texts(n))));
    return result;
  }

  private Optional<Fields> object(String name) {
    return get(name)
        .flatMap(v ->
            v instanceof ObjectNode o
                ? Optional.of(new Fields(o, path(name), problems, kind))
                : wrong(name, v, "an object"));
  }

  /** The object of that name, all of whose fields the reader must know. */
  public <T> Optional<T> object(String name, Function<Fields, T> reader) {
    return object(name).map(f -> read(f, reader));
  }

  /** As {@link #object}; an empty object is put where there is none. */
  <T> T objectOrEmpty(String name, Function<Fields, T> reader) {
    Fields fields =
        object(name).orElseGet(() -> new Fields(node.objectNode(), path(name), problems, kind));
    T value = read(fields, reader);
    if (!node.has(name)) {
      node.set(name, fields.node);
    }
    return value;
  }

  /** All of it, and no more. */
  static <T> T read(Fields fields, Function<Fields, T> reader) {
    T value = reader.apply(fields);
    fields.end();
    return value;
  }

  /** A list of objects, each read alike. */
  public <T> List<T> objects(String name, Function<Fields, T> reader) {
    var result = new ArrayList<T>();
    for (Item item : items(name)) {
      if (item.value instanceof ObjectNode o) {
        result.add(read(new Fields(o, item.path, problems, kind), reader));
      } else {
        problems.add(item.path, Shapes.describe(item.value) + " where an object is expected");
      }
    }
    return result;
  }

  /** A list of texts. */
  public List<String> texts(String name) {
    var result = new ArrayList<String>();
    for (Item item : items(name)) {
      if (item.value.isTextual()) {
        result.add(item.value.textValue());
      } else {
        problems.add(
            item.path, Shapes.describe(item.value) + " where text (in quotes) is expected");
      }
    }
    return result;
  }

  List<Integer> numbers(String name) {
    var result = new ArrayList<Integer>();
    for (Item item : items(name)) {
      if (item.value.isIntegralNumber() && item.value.canConvertToInt()) {
        result.add(item.value.intValue());
      } else {
        problems.add(item.path, Shapes.describe(item.value) + " where a whole number is expected");
      }
    }
    return result;
  }

  private record Item(String path, JsonNode value) {}

  private List<Item> items(String name) {
    Optional<ArrayNode> array =
        get(name)
            .flatMap(v -> v instanceof ArrayNode a ? Optional.of(a) : wrong(name, v, "a list"));
    var items = new ArrayList<Item>();
    array.ifPresent(
        a -> a.forEach(v -> items.add(new Item(path(name) + "[" + items.size() + "]", v))));
    return items;
  }

  /** Fields that are accepted and shown by the API, and have no effect on this node. */
  public void passes(String... names) {
    known.addAll(List.of(names));
  }

  /** A field that is refused where it is given and not empty. */
  void refuses(String name, String why) {
    get(name).filter(v -> !Shapes.isEmpty(v)).ifPresent(_ -> problem(name, why));
  }

  /** Everything else is a field that the API does not have. */
  private void end() {
    node.fieldNames()
        .forEachRemaining(n -> {
          if (!known.contains(n)) {
            problem(n, "is not a field of " + kind + "; mend its spelling or its indentation");
          }
        });
  }
}
