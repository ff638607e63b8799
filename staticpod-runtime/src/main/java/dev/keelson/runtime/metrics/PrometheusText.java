package dev.keelson.runtime.metrics;

import java.util.Map;
import java.util.stream.Collectors;

/** Samples in Prometheus' text exposition format, version 0.0.4. */
final class PrometheusText {
  private final StringBuilder out = new StringBuilder();

  /** Begins a metric; samples of it follow. */
  PrometheusText metric(String name, String type, String help) {
    out.append("# HELP ").append(name).append(' ').append(help).append('\n');
    out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    return this;
  }

  /** One sample. */
  PrometheusText sample(String name, Map<String, String> labels, Number value) {
    out.append(name);
    if (!labels.isEmpty()) {
      out.append(
          labels.entrySet().stream()
              .map(l -> l.getKey() + "=\"" + escape(l.getValue()) + "\"")
              .sorted()
              .collect(Collectors.joining(",", "{", "}")));
    }
    out.append(' ').append(number(value.doubleValue())).append('\n');
    return this;
  }

  /** As Go writes numbers: 1 and not 1.0. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? String.valueOf((long) value)
        : String.valueOf(value);
  }

  /** A metric of one sample. */
  PrometheusText gauge(String name, String help, Number value) {
    return metric(name, "gauge", help).sample(name, Map.of(), value);
  }

  private static String escape(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
