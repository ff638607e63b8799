package dev.keelson.bootstrap.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a user adds to a component: arguments, volumes, variables. */
final class ComponentReader {
  private static final Set<String> PATH_TYPES =
      Set.of(
          "DirectoryOrCreate",
          "Directory",
          "FileOrCreate",
          "File",
          "Socket",
          "CharDevice",
          "BlockDevice");

  private ComponentReader() {}

  /**
   * The component of that section, which may have other fields.
   *
   * @param proxies the variables that it takes over from this process
   */
  static ComponentSpec read(Section section, Map<String, String> proxies) {
    var variables = new ArrayList<EnvVar>();
    proxies.forEach((name, value) -> variables.add(EnvVar.of(name, value)));
    variables.addAll(EnvVarReader.read(section, "extraEnvs"));
    return new ComponentSpec(arguments(section, "extraArgs"), volumes(section), variables);
  }

  static List<Arg> arguments(Section section, String name) {
    var arguments = new ArrayList<Arg>();
    for (var item : section.sections(name)) {
      var argument = item.text("name");
      var value = item.verbatim("value").map(Located::value).orElse("");
      item.end();
      if (argument.isEmpty()) {
        item.problems().add(item.place("name"), "an argument needs a name");
      } else if (argument.get().value().startsWith("-")) {
        item.problems()
            .add(argument.get().place(), "write the argument's name without leading dashes");
      } else {
        arguments.add(new Arg(argument.get().value(), value));
      }
    }
    return arguments;
  }

  private static List<HostPathMount> volumes(Section section) {
    var volumes = new ArrayList<HostPathMount>();
    for (var item : section.sections("extraVolumes")) {
      var name =
          FieldChecks.valid(
              item, "name", Names::isDnsLabel, "is not a DNS label, such as audit-policy");
      var hostPath = FieldChecks.absolutePath(item, "hostPath");
      var mountPath = FieldChecks.absolutePath(item, "mountPath");
      boolean readOnly = item.bool("readOnly").map(Located::value).orElse(false);
      var type =
          FieldChecks.valid(
              item,
              "pathType",
              PATH_TYPES::contains,
              "is no type of host path; there are "
                  + String.join(", ", PATH_TYPES.stream().sorted().toList()));
      item.end();
      requireEach(item, "name", "hostPath", "mountPath");
      if (name.isPresent() && hostPath.isPresent() && mountPath.isPresent()) {
        volumes.add(
            new HostPathMount(
                name.get(),
                hostPath.get().toString(),
                mountPath.get().toString(),
                readOnly,
                type.orElse("")));
      }
    }
    return volumes;
  }

  private static void requireEach(Section item, String... fields) {
    for (var field : fields) {
      if (item.text(field).isEmpty()) {
        item.problems().add(item.place(field), "a volume needs a " + field);
      }
    }
  }
}
