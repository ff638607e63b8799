package dev.keelson.runtime.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often something took how long, in seconds. Safe for any thread. */
final class Histogram {
  private final double[] bounds;
  private final long[] counts;
  private double sum;

  /**
   * Nothing yet.
   *
   * @param bounds the upper ones, growing; the last one, infinity, is always there
   */
  Histogram(double... bounds) {
    this.bounds = bounds.clone();
    this.counts = new long[bounds.length + 1];
  }

  synchronized void observe(double seconds) {
    int bucket = 0;
    while (bucket < bounds.length && seconds > bounds[bucket]) {
      bucket++;
    }
    counts[bucket]++;
    sum += seconds;
  }

  /** Writes its samples below a metric of that name. */
  synchronized void append(PrometheusText out, String name, Map<String, String> labels) {
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      total += counts[i];
      var withBound = new LinkedHashMap<>(labels);
      withBound.put("le", i < bounds.length ? PrometheusText.number(bounds[i]) : "+Inf");
      out.sample(name + "_bucket", withBound, total);
    }
    out.sample(name + "_sum", labels, sum);
    out.sample(name + "_count", labels, Arrays.stream(counts).sum());
  }
}
