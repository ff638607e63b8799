package dev.keelson.runtime.config;

import dev.keelson.runtime.config.KubeletSettings.Logs;
import dev.keelson.runtime.config.KubeletSettings.Network;
import dev.keelson.runtime.config.KubeletSettings.Resources;
import dev.keelson.runtime.config.KubeletSettings.Security;
import dev.keelson.runtime.config.KubeletSettings.Shutdown;
import dev.keelson.runtime.manifest.Fields;
import dev.keelson.runtime.manifest.Quantity;
import dev.keelson.runtime.network.PodCidrs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what a KubeletConfiguration says of the node and what pods may have of it. */
final class NodeSections {
  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private NodeSections() {}

  static Logs logs(Fields fields, Logs before) {
    int files = ImageSection.positive(fields, "containerLogMaxFiles", before.maxFiles());
    if (files < 2) {
      fields.problem("containerLogMaxFiles", "must be at least 2, one of which is written");
    }
    return new Logs(
        ConfigFields.path(fields, "podLogsDir").orElse(before.directory()),
        fields.quantity("containerLogMaxSize").map(Quantity::units).orElse(before.maxSize()),
        files,
        ConfigFields.duration(fields, "containerLogMonitorInterval", before.monitorInterval()));
  }

  static Network network(Fields fields, Network before) {
    Optional<Path> resolvConf =
        fields.has("resolvConf") ? ConfigFields.path(fields, "resolvConf") : before.resolvConf();
    String podCidr = fields.text("podCIDR", "");
    return new Network(
        fields.texts("clusterDNS"),
        fields.text("clusterDomain", ""),
        resolvConf,
        podCidr.isEmpty() ? before.podCidrs() : podCidrs(fields, podCidr));
  }

  private static List<String> podCidrs(Fields fields, String text) {
    try {
      return PodCidrs.parse(text).ranges();
    } catch (IllegalArgumentException e) {
      fields.problem("podCIDR", String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  static Resources resources(Fields fields, Resources before) {
    return new Resources(
        ImageSection.positive(fields, "maxPods", before.maxPods()),
        Math.max(-1, fields.number("podPidsLimit", Integer.MIN_VALUE).orElse(-1)),
        fields.flag("cpuCFSQuota", before.cpuCfsQuota()),
        quotaPeriod(fields, before.cpuCfsQuotaPeriod()),
        fields.flag("failSwapOn", before.failSwapOn()));
  }

  private static Duration quotaPeriod(Fields fields, Duration before) {
    Duration period = ConfigFields.duration(fields, "cpuCFSQuotaPeriod", before);
    if (period.compareTo(MILLISECOND) < 0 || period.compareTo(SECOND) > 0) {
      fields.problem("cpuCFSQuotaPeriod", "must lie between 1ms and 1s");
    }
    return period;
  }

  static Security security(Fields fields) {
    return new Security(fields.texts("allowedUnsafeSysctls"), fields.flag("seccompDefault", false));
  }

  static Shutdown shutdown(Fields fields) {
    Duration all = atLeastASecond(fields, "shutdownGracePeriod");
    Duration critical = atLeastASecond(fields, "shutdownGracePeriodCriticalPods");
    if (critical.compareTo(all) > 0) {
      fields.problem("shutdownGracePeriodCriticalPods", "must be at most shutdownGracePeriod");
    }
    return new Shutdown(all, critical, byPriority(fields, all));
  }

  private static SortedMap<Integer, Duration> byPriority(Fields fields, Duration all) {
    String name = "shutdownGracePeriodByPodPriority";
    var periods = new TreeMap<Integer, Duration>();
    fields.objects(
        name,
        f -> {
          int priority = f.number("priority", Integer.MIN_VALUE).orElse(0);
          int seconds = f.number("shutdownGracePeriodSeconds", 0).orElse(0);
          if (periods.put(priority, Duration.ofSeconds(seconds)) != null) {
            f.problem("priority", priority + " is there twice");
          }
          return priority;
        });
    if (!periods.isEmpty() && !all.isZero()) {
      fields.problem(name, "cannot be given beside shutdownGracePeriod");
    }
    return periods;
  }

  private static Duration atLeastASecond(Fields fields, String name) {
    Duration period = ConfigFields.durationOrZero(fields, name);
    if (!period.isZero() && period.compareTo(SECOND) < 0) {
      fields.problem(name, "must be zero or at least 1s");
    }
    return period;
  }
}
