package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerConfig.Mount;
import dev.keelson.runtime.engine.ContainerConfig.Propagation;
import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.embedded.oci.BundlePlan.NamespaceEntry;
import dev.keelson.runtime.linux.MountTable;
import dev.keelson.runtime.linux.Mounts;
import dev.keelson.runtime.linux.Namespaces;
import dev.keelson.runtime.linux.Namespaces.Kind;
import dev.keelson.runtime.linux.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the containers of a pod share, pinned in the sandbox's directory so that no process has to
 * hold it: namespaces, shared memory, the host name. All of it is of this boot.
 */
final class SandboxNamespaces {
  private static final String READY = "ready";

  private final EngineLayout layout;
  private final SharedPids pids;

  SandboxNamespaces(EngineLayout layout, SharedPids pids) {
    this.layout = layout;
    this.pids = pids;
  }

  /** Makes all of it, not ready yet; on a failure what was made is taken away again. */
  void make(SandboxRecord sandbox, Map<String, String> sysctls)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(layout.sandboxRun(sandbox.id()));
    try {
      pin(sandbox, sysctls, directory);
      if (sandbox.namespaces().sharePid()) {
        pids.make(sandbox);
      }
      if (!sandbox.namespaces().hostIpc()) {
        Path shm = Files.createDirectory(directory.resolve("shm"));
        Set<Mounts.Flag> flags =
            EnumSet.of(Mounts.Flag.NO_SUID, Mounts.Flag.NO_DEV, Mounts.Flag.NO_EXEC);
        Mounts.mount("tmpfs", "shm", shm, flags, "mode=1777,size=65536k");
      }
      Files.writeString(directory.resolve("hostname"), sandbox.hostname() + "\n");
    } catch (IOException | InterruptedException | EngineException e) {
      release(sandbox.id());
      throw e;
    }
  }

  /** Takes it away; what is gone already is well. */
  void release(SandboxId id) throws IOException, InterruptedException {
    Path directory = layout.sandboxRun(id);
    notReady(id);
    pids.release(id);
    for (Path mount : MountTable.read().below(directory)) {
      Mounts.detach(mount);
    }
    Trees.delete(directory);
  }

  /** From now on containers can be made in it. */
  void becomeReady(SandboxId id) throws IOException {
    Files.createFile(layout.sandboxRun(id).resolve(READY));
  }

  /** Where its network namespace is pinned. */
  Path network(SandboxId id) {
    return layout.sandboxRun(id).resolve(Kind.NET.fileName());
  }

  void notReady(SandboxId id) throws IOException {
    Files.deleteIfExists(layout.sandboxRun(id).resolve(READY));
  }

  boolean ready(SandboxId id) {
    return Files.exists(layout.sandboxRun(id).resolve(READY)) && pids.alive(id);
  }

  /** The namespaces a container of the sandbox runs in. */
  List<NamespaceEntry> entries(SandboxRecord sandbox, boolean cgroupVersion2) {
    Path directory = layout.sandboxRun(sandbox.id());
    List<NamespaceEntry> entries = new ArrayList<>();
    entries.add(new NamespaceEntry("mount", Optional.empty()));
    if (!sandbox.namespaces().hostPid()) {
      Optional<Path> shared =
          sandbox.namespaces().sharePid()
              ? Optional.of(pids.pinned(sandbox.id()))
              : Optional.empty();
      entries.add(new NamespaceEntry("pid", shared));
    }
    if (cgroupVersion2) {
      entries.add(new NamespaceEntry("cgroup", Optional.empty()));
    }
    for (Kind kind : kinds(sandbox.namespaces())) {
      String type = kind == Kind.NET ? "network" : kind.fileName();
      entries.add(new NamespaceEntry(type, Optional.of(directory.resolve(kind.fileName()))));
    }
    return entries;
  }

  /** What of it is mounted into every container. */
  List<Mount> mounts(SandboxRecord sandbox) {
    Path directory = layout.sandboxRun(sandbox.id());
    Path shm = sandbox.namespaces().hostIpc() ? Path.of("/dev/shm") : directory.resolve("shm");
    return List.of(
        new Mount(shm, "/dev/shm", false, false, Propagation.NONE),
        new Mount(directory.resolve("hostname"), "/etc/hostname", true, false, Propagation.NONE));
  }

  private static void pin(SandboxRecord sandbox, Map<String, String> sysctls, Path directory)
      throws IOException, InterruptedException {
    Set<Kind> kinds = kinds(sandbox.namespaces());
    if (kinds.isEmpty()) {
      return;
    }
    Namespaces.inNew(
        kinds,
        () -> {
          if (kinds.contains(Kind.UTS)) {
            Namespaces.setHostname(sandbox.hostname());
          }
          if (kinds.contains(Kind.NET)) {
            Namespaces.loopbackUp();
          }
          for (Map.Entry<String, String> sysctl : sysctls.entrySet()) {
            set(sysctl.getKey(), sysctl.getValue());
          }
          for (Kind kind : kinds) {
            Namespaces.pin(kind, directory.resolve(kind.fileName()));
          }
        });
  }

  /** A slash in a name with dots is a dot of a word, such as an interface's. */
  private static void set(String sysctl, String value) throws IOException {
    String path = sysctl.replace('/', '\0').replace('.', '/').replace('\0', '.');
    try {
      Files.writeString(Path.of("/proc/sys").resolve(path), value);
    } catch (IOException e) {
      throw new IOException(
          "the kernel does not take \"%s\" for the sysctl %s: %s"
              .formatted(value, sysctl, e.getMessage()),
          e);
    }
  }

  private static Set<Kind> kinds(SandboxConfig.Namespaces wanted) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (!wanted.hostIpc()) {
      kinds.add(Kind.IPC);
    }
    if (!wanted.hostNetwork()) {
      kinds.add(Kind.NET);
      kinds.add(Kind.UTS);
    }
    return kinds;
  }
}
