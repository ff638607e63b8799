package dev.keelson.runtime.manifest;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a {@code resourceFieldRef} may name, and what it may be divided by, as the API has it. */
final class ResourceFields {
  private static final Pattern KNOWN =
      Pattern.compile("(limits|requests)\\.(cpu|memory|ephemeral-storage|hugepages-.+)");
  private static final List<String> OF_CPU = List.of("1m", "1");
  private static final List<String> OF_BYTES =
      Arrays.asList(
          "1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

  private ResourceFields() {}

  static boolean isKnown(String resource) {
    return KNOWN.matcher(resource).matches();
  }

  static boolean isDivisor(String resource, Quantity divisor) {
    return allowed(resource).map(Quantity::parse).anyMatch(q -> equal(q, divisor));
  }

  private static boolean equal(Quantity a, Quantity b) {
    return a.value().compareTo(b.value()) == 0;
  }

  private static Stream<String> allowed(String resource) {
    return (resource.endsWith(".cpu") ? OF_CPU : OF_BYTES).stream();
  }

  /** Which divisors there are, as a sentence. */
  static String divisors(String resource) {
    return "is one of " + String.join(", ", allowed(resource).toList());
  }
}
