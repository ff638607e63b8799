package dev.keelson.runtime.engine.embedded.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.keelson.runtime.engine.ContainerConfig;
import dev.keelson.runtime.engine.ContainerSecurity;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.image.ImageConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code process} of a bundle: what runs, as whom, with which powers. */
final class ProcessSection {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final List<String> CAPABILITY_SETS = List.of("bounding", "effective", "permitted");

  private ProcessSection() {}

  static void write(ObjectNode process, BundlePlan plan, Collection<String> capabilities) {
    ContainerSecurity security = plan.config().security();
    process.put("terminal", plan.config().tty());
    ObjectNode user = process.putObject("user");
    user.put("uid", plan.user().uid());
    user.put("gid", plan.user().gid());
    ArrayNode groups = user.putArray("additionalGids");
    plan.user().additionalGids().forEach(groups::add);
    strings(process.putArray("args"), arguments(plan.config(), plan.image()));
    strings(process.putArray("env"), environment(plan));
    process.put("cwd", workingDirectory(plan));
    ObjectNode sets = process.putObject("capabilities");
    CAPABILITY_SETS.forEach(set -> strings(sets.putArray(set), capabilities));
    process.put("noNewPrivileges", security.noNewPrivileges());
    process.put("oomScoreAdj", plan.oomScoreAdj());
    plan.appArmorProfile().ifPresent(p -> process.put("apparmorProfile", p));
  }

  /** A command replaces entry point and arguments of the image, arguments alone only the latter. */
  private static List<String> arguments(ContainerConfig config, ImageConfig image) {
    List<String> all = new ArrayList<>();
    all.addAll(config.command().isEmpty() ? image.entrypoint() : config.command());
    all.addAll(config.command().isEmpty() && config.args().isEmpty() ? image.cmd() : config.args());
    if (all.isEmpty()) {
      throw new EngineException(
          "container "
              + config.name()
              + ": neither its command nor image "
              + config.image()
              + " says what to run; give it a command");
    }
    return all;
  }

  private static List<String> environment(BundlePlan plan) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("PATH", PATH);
    if (plan.config().tty()) {
      variables.put("TERM", "xterm");
    }
    variables.put("HOSTNAME", plan.hostname());
    for (String line : plan.image().env()) {
      int equals = line.indexOf('=');
      variables.put(
          equals < 0 ? line : line.substring(0, equals),
          equals < 0 ? "" : line.substring(equals + 1));
    }
    plan.config().environment().forEach(e -> variables.put(e.name(), e.value()));
    return variables.entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  private static String workingDirectory(BundlePlan plan) {
    String wanted =
        plan.config().workingDir().isEmpty()
            ? plan.image().workingDir()
            : plan.config().workingDir();
    return wanted.startsWith("/") ? wanted : "/" + wanted;
  }

  private static void strings(ArrayNode array, Collection<String> values) {
    values.forEach(array::add);
  }
}
