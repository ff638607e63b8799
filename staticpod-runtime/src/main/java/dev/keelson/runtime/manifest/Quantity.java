package dev.keelson.runtime.manifest;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number as the Kubernetes API writes it: {@code 100m}, {@code 1.5}, {@code 512Mi}, {@code 1e3}.
 */
public record Quantity(BigDecimal value) {
  private static final Pattern FORM =
      Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(?:([eE][+-]?\\d{1,2})|([A-Za-z]{0,2}))");
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final Map<String, BigDecimal> SUFFIXES =
      Map.ofEntries(
          Map.entry("", BigDecimal.ONE),
          Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
          Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
          Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
          Map.entry("k", BigDecimal.ONE.movePointRight(3)),
          Map.entry("M", BigDecimal.ONE.movePointRight(6)),
          Map.entry("G", BigDecimal.ONE.movePointRight(9)),
          Map.entry("T", BigDecimal.ONE.movePointRight(12)),
          Map.entry("P", BigDecimal.ONE.movePointRight(15)),
          Map.entry("E", BigDecimal.ONE.movePointRight(18)),
          Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
          Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
          Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
          Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
          Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
          Map.entry("Ei", BigDecimal.valueOf(1L << 60)));

  /**
   * The quantity that {@code text} writes.
   *
   * @throws IllegalArgumentException with a sentence when it writes none
   */
  public static Quantity parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      String exponent = matcher.group(2);
      if (exponent != null) {
        return new Quantity(new BigDecimal(matcher.group(1) + exponent));
      }
      BigDecimal factor = SUFFIXES.get(matcher.group(3));
      if (factor != null) {
        return new Quantity(new BigDecimal(matcher.group(1)).multiply(factor));
      }
    }
    throw new IllegalArgumentException(
        "\"" + text + "\" is not a quantity; write it as 100m, 2, 512Mi or 1G");
  }

  /** Whether it is nothing at all. */
  public boolean isZero() {
    return value.signum() == 0;
  }

  /** In whole units, rounded up: bytes of memory. As all that follow at most the greatest long. */
  public long units() {
    return atMost(value.setScale(0, RoundingMode.CEILING));
  }

  /** In thousandths, rounded up: milli-CPUs. */
  public long milli() {
    return atMost(value.movePointRight(3).setScale(0, RoundingMode.CEILING));
  }

  /** How many {@code divisor}s it is, rounded up, as the downward API counts. */
  public long dividedBy(Quantity divisor) {
    return atMost(value.divide(divisor.value, 0, RoundingMode.CEILING));
  }

  private static long atMost(BigDecimal whole) {
    return whole.min(MOST).longValue();
  }
}
