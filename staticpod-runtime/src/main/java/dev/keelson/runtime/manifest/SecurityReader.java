package dev.keelson.runtime.manifest;

import java.util.List;
import java.util.Optional;

/** Reads the security contexts of pods and containers. */
final class SecurityReader {
  /** Of a container that says nothing. */
  static final SecuritySpec NONE =
      new SecuritySpec(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          List.of(),
          true,
          false,
          Optional.empty(),
          Optional.empty(),
          false);

  private SecurityReader() {}

  static PodSecurity pod(Fields fields) {
    fields.passes("seLinuxOptions", "seLinuxChangePolicy", "windowsOptions", "fsGroupChangePolicy");
    return new PodSecurity(
        fields.number("runAsUser", 0),
        fields.number("runAsGroup", 0),
        fields.flag("runAsNonRoot"),
        fields.number("fsGroup", 0),
        fields.numbers("supplementalGroups"),
        fields.oneOf("supplementalGroupsPolicy", "", "Merge", "Strict").equals("Strict"),
        SysctlReader.read(fields),
        fields.object("seccompProfile", SecurityReader::seccomp),
        fields.object("appArmorProfile", SecurityReader::appArmor));
  }

  static SecuritySpec container(Fields fields) {
    fields.passes("seLinuxOptions", "windowsOptions");
    boolean privileged = fields.flag("privileged", false);
    boolean escalation = fields.flag("allowPrivilegeEscalation", true);
    if (privileged && !escalation) {
      fields.problem("allowPrivilegeEscalation", "cannot be false where privileged is true");
    }
    Capabilities capabilities =
        fields
            .object("capabilities", f -> new Capabilities(f.texts("add"), f.texts("drop")))
            .orElse(new Capabilities(List.of(), List.of()));
    if (!escalation && capabilities.add().stream().anyMatch(c -> c.endsWith("SYS_ADMIN"))) {
      fields.problem(
          "allowPrivilegeEscalation", "cannot be false where the capability SYS_ADMIN is added");
    }
    return new SecuritySpec(
        privileged,
        fields.number("runAsUser", 0),
        fields.number("runAsGroup", 0),
        fields.flag("runAsNonRoot"),
        capabilities.add(),
        capabilities.drop(),
        escalation,
        fields.flag("readOnlyRootFilesystem", false),
        fields.object("seccompProfile", SecurityReader::seccomp),
        fields.object("appArmorProfile", SecurityReader::appArmor),
        fields.has("procMount")
            && fields.oneOf("procMount", "Default", "Default", "Unmasked").equals("Unmasked"));
  }

  private record Capabilities(List<String> add, List<String> drop) {}

  private static SeccompSpec seccomp(Fields fields) {
    String file = fields.text("localhostProfile", "");
    return switch (type(fields)) {
      case "RuntimeDefault" -> new SeccompSpec.RuntimeDefault();
      case "Localhost" -> {
        if (file.isEmpty() || file.startsWith("/") || List.of(file.split("/", -1)).contains("..")) {
          fields.problem("localhostProfile", "a relative path without .. is needed");
        }
        yield new SeccompSpec.Localhost(file);
      }
      default -> new SeccompSpec.Unconfined();
    };
  }

  private static String appArmor(Fields fields) {
    String profile = fields.text("localhostProfile", "");
    return switch (type(fields)) {
      case "RuntimeDefault" -> "runtime/default";
      case "Localhost" -> {
        if (profile.isBlank()) {
          fields.problem("localhostProfile", "is missing: the name of a profile the kernel has");
        }
        yield "localhost/" + profile;
      }
      default -> "unconfined";
    };
  }

  private static String type(Fields fields) {
    fields.required("type");
    return fields.oneOf("type", "", "RuntimeDefault", "Localhost", "Unconfined");
  }
}
