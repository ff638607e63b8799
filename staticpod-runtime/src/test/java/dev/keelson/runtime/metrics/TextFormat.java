package dev.keelson.runtime.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text exposition format 0.0.4, strictly: a line that is none, a sample without
 * its TYPE before it, a series told twice or a histogram that does not add up is an error.
 */
final class TextFormat {
  private static final Pattern HELP = Pattern.compile("# HELP ([a-zA-Z_:][\\w:]*) (\\S.*)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE ([a-zA-Z_:][\\w:]*) (counter|gauge|histogram)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (NaN|[+-]?Inf|-?[0-9.]+(?:[eE][+-]?\\d+)?)");
  private static final Pattern LABEL =
      Pattern.compile("([a-zA-Z_]\\w*)=\"((?:[^\"\\\\]|\\\\[\\\\\"n])*)\"(?:,|$)");

  private final Map<String, String> types = new HashMap<>();
  private final Set<String> helped = new HashSet<>();
  private final Map<String, Double> series = new LinkedHashMap<>();
  private String current = "";

  private TextFormat() {}

  /** The value of every series, by {@code name{a="b",c="d"}} with its labels in order. */
  static Map<String, Double> parse(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line has no end");
    }
    var format = new TextFormat();
    text.lines().forEach(format::line);
    format.checkHistograms();
    return format.series;
  }

  private void line(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      require(helped.add(help.group(1)), "two HELPs", line);
    } else if (type.matches()) {
      current = type.group(1);
      require(types.put(current, type.group(2)) == null, "two TYPEs", line);
    } else if (sample.matches()) {
      sample(sample, line);
    } else {
      throw new AssertionError("no line of the format: " + line);
    }
  }

  private void sample(Matcher sample, String line) {
    String name = sample.group(1);
    boolean histogram = "histogram".equals(types.get(current));
    String base = histogram ? name.replaceFirst("_(bucket|sum|count)$", "") : name;
    require(base.equals(current), "a sample without its TYPE before it", line);
    require(helped.contains(base), "a sample without HELP", line);
    if ("counter".equals(types.get(base))) {
      require(name.endsWith("_total"), "a counter that does not end with _total", line);
    }
    String labels = sample.group(2) == null ? "" : "{" + labels(sample.group(2), line) + "}";
    double value = Double.parseDouble(sample.group(3).replace("Inf", "Infinity"));
    require(series.put(name + labels, value) == null, "a series told twice", line);
  }

  private static String labels(String text, String line) {
    var labels = new ArrayList<String>();
    Matcher label = LABEL.matcher(text);
    int at = 0;
    while (label.find() && label.start() == at) {
      labels.add(label.group().replaceFirst(",$", ""));
      at = label.end();
    }
    require(at == text.length(), "labels that are none", line);
    return String.join(",", labels);
  }

  private void checkHistograms() {
    List<String> infinite =
        series.keySet().stream().filter(s -> s.contains("le=\"+Inf\"")).toList();
    for (String bucket : infinite) {
      String rest = bucket.replaceAll("le=\"\\+Inf\",?", "").replace("{}", "");
      String count = rest.replaceFirst("_bucket", "_count");
      require(
          Objects.equals(series.get(bucket), series.get(count)),
          "a histogram that does not add up",
          count);
      require(series.containsKey(rest.replaceFirst("_bucket", "_sum")), "no sum", rest);
    }
    types.forEach((name, type) -> {
      if (type.equals("histogram")) {
        checkGrowth(name);
      }
    });
  }

  private void checkGrowth(String name) {
    double before = 0;
    for (Map.Entry<String, Double> bucket : series.entrySet()) {
      if (bucket.getKey().startsWith(name + "_bucket")) {
        require(
            bucket.getValue() >= before, "a bucket smaller than the one before", bucket.getKey());
        before = bucket.getKey().contains("+Inf") ? 0 : bucket.getValue();
      }
    }
  }

  private static void require(boolean so, String otherwise, String line) {
    if (!so) {
      throw new AssertionError(otherwise + ": " + line);
    }
  }
}
