package dev.keelson.runtime.engine.embedded.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;

/**
 * The profile that {@code RuntimeDefault} means: data in {@code seccomp.json}, reduced to this
 * machine's architecture and the container's capabilities.
 */
public final class SeccompProfile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SeccompProfile() {}

  /** The profile as the OCI runtime reads it. */
  public static ObjectNode runtimeDefault(Set<String> capabilities) {
    return reduce(load(), architecture(), capabilities);
  }

  private static ObjectNode reduce(JsonNode data, String arch, Set<String> capabilities) {
    ObjectNode profile = JSON.createObjectNode();
    profile.set("defaultAction", data.path("defaultAction"));
    profile.set("defaultErrnoRet", data.path("defaultErrnoRet"));
    // The x32 ABI is left out, so its calls are refused: hardly a kernel has it, and compiling the
    // filter for it takes each start of a container several milliseconds.
    ArrayNode architectures = profile.putArray("architectures");
    architectures.add(arch.equals("arm64") ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64");
    architectures.add(arch.equals("arm64") ? "SCMP_ARCH_ARM" : "SCMP_ARCH_X86");
    ArrayNode syscalls = profile.putArray("syscalls");
    for (JsonNode rule : data.path("syscalls")) {
      if (applies(rule, arch, capabilities)) {
        ObjectNode kept = rule.<ObjectNode>deepCopy();
        kept.remove("includes");
        kept.remove("excludes");
        syscalls.add(kept);
      }
    }
    return profile;
  }

  private static boolean applies(JsonNode rule, String arch, Set<String> capabilities) {
    JsonNode needs = rule.path("includes");
    JsonNode unless = rule.path("excludes");
    return (needs.path("arches").isMissingNode() || holds(needs.path("arches"), Set.of(arch)))
        && (needs.path("caps").isMissingNode() || holds(needs.path("caps"), capabilities))
        && !holds(unless.path("arches"), Set.of(arch))
        && !holds(unless.path("caps"), capabilities);
  }

  private static boolean holds(JsonNode list, Set<String> values) {
    for (JsonNode item : list) {
      if (values.contains(item.asText())) {
        return true;
      }
    }
    return false;
  }

  private static String architecture() {
    return System.getProperty("os.arch", "").equals("aarch64") ? "arm64" : "amd64";
  }

  private static JsonNode load() {
    try (InputStream data = SeccompProfile.class.getResourceAsStream("seccomp.json")) {
      return JSON.readTree(Objects.requireNonNull(data, "seccomp.json"));
    } catch (IOException e) {
      throw new UncheckedIOException("the seccomp profile cannot be read", e);
    }
  }
}
