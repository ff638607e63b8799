package dev.keelson.runtime.engine.embedded.oci;

import dev.keelson.runtime.engine.ContainerSecurity;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.SequencedSet;
import java.util.Set;

/** The capabilities a container's processes may have. */
public final class Capabilities {
  /** Every capability, at the index that is its number in the kernel. */
  private static final List<String> ALL =
      List.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_DAC_READ_SEARCH",
          "CAP_FOWNER",
          "CAP_FSETID",
          "CAP_KILL",
          "CAP_SETGID",
          "CAP_SETUID",
          "CAP_SETPCAP",
          "CAP_LINUX_IMMUTABLE",
          "CAP_NET_BIND_SERVICE",
          "CAP_NET_BROADCAST",
          "CAP_NET_ADMIN",
          "CAP_NET_RAW",
          "CAP_IPC_LOCK",
          "CAP_IPC_OWNER",
          "CAP_SYS_MODULE",
          "CAP_SYS_RAWIO",
          "CAP_SYS_CHROOT",
          "CAP_SYS_PTRACE",
          "CAP_SYS_PACCT",
          "CAP_SYS_ADMIN",
          "CAP_SYS_BOOT",
          "CAP_SYS_NICE",
          "CAP_SYS_RESOURCE",
          "CAP_SYS_TIME",
          "CAP_SYS_TTY_CONFIG",
          "CAP_MKNOD",
          "CAP_LEASE",
          "CAP_AUDIT_WRITE",
          "CAP_AUDIT_CONTROL",
          "CAP_SETFCAP",
          "CAP_MAC_OVERRIDE",
          "CAP_MAC_ADMIN",
          "CAP_SYSLOG",
          "CAP_WAKE_ALARM",
          "CAP_BLOCK_SUSPEND",
          "CAP_AUDIT_READ",
          "CAP_PERFMON",
          "CAP_BPF",
          "CAP_CHECKPOINT_RESTORE");

  /** What containerd and Docker give a container that asks for nothing. */
  private static final Set<String> DEFAULT =
      Set.of(
          "CAP_CHOWN",
          "CAP_DAC_OVERRIDE",
          "CAP_FSETID",
          "CAP_FOWNER",
          "CAP_MKNOD",
          "CAP_NET_RAW",
          "CAP_SETGID",
          "CAP_SETUID",
          "CAP_SETFCAP",
          "CAP_SETPCAP",
          "CAP_NET_BIND_SERVICE",
          "CAP_SYS_CHROOT",
          "CAP_KILL",
          "CAP_AUDIT_WRITE");

  private Capabilities() {}

  /**
   * The container's capabilities, in the kernel's order: the default ones, changed as {@code
   * security} says.
   *
   * @param own bit mask of what this process has ({@code CapBnd}): {@code ALL} and privileged mean
   *     all of these, for nobody can give more
   */
  public static SequencedSet<String> of(ContainerSecurity security, long own) {
    Set<String> held = names(own);
    Set<String> set = new LinkedHashSet<>(security.privileged() ? held : DEFAULT);
    if (security.addCapabilities().contains("ALL")) {
      set.addAll(held);
    }
    if (security.dropCapabilities().contains("ALL")) {
      set.clear();
    }
    security.addCapabilities().stream()
        .filter(c -> !c.equals("ALL"))
        .forEach(c -> set.add(full(c)));
    security.dropCapabilities().forEach(c -> set.remove(full(c)));
    SequencedSet<String> ordered = new LinkedHashSet<>(ALL);
    ordered.retainAll(set);
    set.stream().filter(c -> !ALL.contains(c)).sorted().forEach(ordered::add);
    return ordered;
  }

  private static Set<String> names(long mask) {
    Set<String> names = new LinkedHashSet<>();
    for (int i = 0; i < ALL.size(); i++) {
      if ((mask >> i & 1) == 1) {
        names.add(ALL.get(i));
      }
    }
    return names;
  }

  private static String full(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("CAP_") ? upper : "CAP_" + upper;
  }
}
