package dev.keelson.runtime.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * Quantities as the API server writes them back: without fractions, and with the greatest suffix of
 * the kind that was given. {@code 0.1} is {@code 100m}, {@code 1024Mi} is {@code 1Gi}.
 */
public final class QuantityText {
  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);
  private static final BigInteger BINARY = BigInteger.valueOf(1024);
  private static final String[] DECIMAL = {"n", "u", "m", "", "k", "M", "G", "T", "P", "E"};
  private static final String[] BINARIES = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};
  private static final int NANO = 9;
  private static final int UNITS = 3;

  private QuantityText() {}

  /**
   * The canonical form of a quantity.
   *
   * @throws IllegalArgumentException with a sentence when it is none
   */
  public static String canonical(String text) {
    return canonical(
        Quantity.parse(text).value(), text.endsWith("i"), text.matches(".*[eE][+-]?\\d+"));
  }

  /**
   * The canonical form of a sum of which the terms were written with or without binary suffixes.
   */
  public static String ofSum(Quantity sum, boolean binary) {
    return canonical(sum.value(), binary, false);
  }

  private static String canonical(BigDecimal value, boolean binary, boolean exponent) {
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    if (binary && whole && value.abs().compareTo(new BigDecimal(BINARY)) >= 0) {
      return scaled(value.toBigIntegerExact(), BINARY, BINARIES, 0);
    }
    BigInteger nanos =
        value.movePointRight(NANO).setScale(0, RoundingMode.CEILING).toBigIntegerExact();
    if (nanos.signum() == 0) {
      return "0";
    }
    return exponent ? scaled(nanos, THOUSAND, exponents(), 0) : scaled(nanos, THOUSAND, DECIMAL, 0);
  }

  private static String scaled(BigInteger value, BigInteger step, String[] suffixes, int at) {
    BigInteger[] parts = value.divideAndRemainder(step);
    return parts[1].signum() == 0 && at + 1 < suffixes.length
        ? scaled(parts[0], step, suffixes, at + 1)
        : value + suffixes[at];
  }

  private static String[] exponents() {
    var suffixes = new String[DECIMAL.length];
    for (int i = 0; i < suffixes.length; i++) {
      suffixes[i] = i == UNITS ? "" : "e" + (i - UNITS) * 3;
    }
    return suffixes;
  }
}
