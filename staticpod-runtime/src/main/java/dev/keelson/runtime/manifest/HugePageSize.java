package dev.keelson.runtime.manifest;

import java.math.BigDecimal;
import java.util.Optional;

/** The size of one huge page, as the names of resources and of emptyDir media hold it. */
public record HugePageSize(long bytes) {
  private static final String RESOURCE = "hugepages-";

  /** Whether that is how a resource of huge pages is named, be the size one or not. */
  public static boolean isResource(String name) {
    return name.startsWith(RESOURCE);
  }

  /** The size in a resource's name such as {@code hugepages-2Mi}; empty where there is none. */
  public static Optional<HugePageSize> ofResource(String name) {
    return isResource(name) ? parse(name.substring(RESOURCE.length())) : Optional.empty();
  }

  /** The size that {@code 2Mi} or {@code 1Gi} writes; empty where it writes no whole number. */
  static Optional<HugePageSize> parse(String text) {
    try {
      BigDecimal value = Quantity.parse(text).value();
      return value.signum() > 0
          ? Optional.of(new HugePageSize(value.longValueExact()))
          : Optional.empty();
    } catch (IllegalArgumentException | ArithmeticException _) {
      return Optional.empty();
    }
  }

  /** The resource's name, as a node has it. */
  public String resource() {
    return RESOURCE + QuantityText.ofSum(new Quantity(BigDecimal.valueOf(bytes)), true);
  }

  /** Whether it is so many whole pages. */
  boolean divides(Quantity amount) {
    return amount.units() % bytes == 0;
  }
}
