package dev.keelson.bootstrap.preflight;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** kubeadm asks for 1700 MB of memory. */
record Mem(Path meminfo) implements Check {
  private static final long MINIMUM_MB = 1700;
  private static final Pattern TOTAL = Pattern.compile("(?m)^MemTotal:\\s+(\\d+) kB");

  @Override
  public String name() {
    return "Mem";
  }

  @Override
  public List<Finding> findings() {
    var total = TOTAL.matcher(Proc.read(meminfo));
    if (!total.find()) {
      return List.of(new Concern("the amount of memory is not to be read from " + meminfo));
    }
    long mb = Long.parseLong(total.group(1)) / 1024;
    return mb >= MINIMUM_MB
        ? List.of()
        : List.of(
            new Problem(
                "the system RAM (%d MB) is less than the minimum %d MB".formatted(mb, MINIMUM_MB)));
  }
}
