package dev.keelson.runtime.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** What a value looks like, and the forms names have in the API. */
final class Shapes {
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern DNS_SUBDOMAIN =
      Pattern.compile(
          "(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

  private Shapes() {}

  static boolean isDnsLabel(String text) {
    return DNS_LABEL.matcher(text).matches();
  }

  static boolean isDnsSubdomain(String text) {
    return DNS_SUBDOMAIN.matcher(text).matches();
  }

  static String describe(JsonNode value) {
    return switch (value.getNodeType()) {
      case ARRAY -> "a list";
      case OBJECT, POJO -> "an object";
      case STRING, BINARY -> "the text \"" + value.textValue() + "\"";
      case NUMBER -> "the number " + value.asText();
      case BOOLEAN -> "the boolean " + value.asText();
      case NULL, MISSING -> "nothing";
    };
  }

  static boolean isEmpty(JsonNode value) {
    return value.isNull()
        || (value.isContainerNode() && value.isEmpty())
        || (value.isTextual() && value.textValue().isEmpty())
        || (value.isBoolean() && !value.booleanValue());
  }

  static Optional<Quantity> quantity(JsonNode value, Consumer<String> problem) {
    if (!value.isTextual() && !value.isNumber()) {
      problem.accept(describe(value) + " where a quantity such as 100m or 512Mi is expected");
      return Optional.empty();
    }
    try {
      // A number too is read as text: the form bounds its exponent, and so what it takes to write.
      Quantity quantity = Quantity.parse(value.asText());
      if (quantity.value().signum() < 0) {
        problem.accept("\"" + value.asText() + "\" is less than nothing");
      }
      return Optional.of(quantity);
    } catch (IllegalArgumentException e) {
      problem.accept(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
