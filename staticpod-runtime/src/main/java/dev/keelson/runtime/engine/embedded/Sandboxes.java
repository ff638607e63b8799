package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.linux.CgroupLimits;
import dev.keelson.runtime.linux.Cgroups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The sandboxes: their records, their shared namespaces, the pods' cgroups. */
final class Sandboxes {
  /** Holds the path of the pod's cgroup, and is written before that is made. */
  private static final String CGROUP = "cgroup";

  private final EngineLayout layout;
  private final Cgroups cgroups;
  private final SandboxNamespaces namespaces;
  private final SandboxNetworks networks;
  private final Map<SandboxId, SandboxRecord> records = new LinkedHashMap<>(); // by this
  private final Map<SandboxId, SandboxRecord> coming = new LinkedHashMap<>(); // by this

  Sandboxes(
      EngineLayout layout,
      Cgroups cgroups,
      SandboxNamespaces namespaces,
      SandboxNetworks networks) {
    this.layout = layout;
    this.cgroups = cgroups;
    this.namespaces = namespaces;
    this.networks = networks;
  }

  /** Reads what an earlier process left; what was never finished is cleared away. */
  synchronized void load() throws IOException, InterruptedException {
    for (Path file : EngineFiles.list(layout.sandboxes())) {
      Optional<SandboxRecord> saved =
          StateJson.read(file)
              .map(SandboxRecord::fromJson)
              // A whole one of another name was about to be renamed when its writer was killed.
              .filter(s -> layout.sandboxFile(s.id()).equals(file));
      if (saved.isPresent()) {
        records.put(saved.get().id(), saved.get());
      } else {
        Files.delete(file);
      }
    }
    removeCutOffCgroups();
    networks.takeBackAllBut(records.keySet());
  }

  /** Of sandboxes that were never finished, by what they had written down beforehand. */
  private void removeCutOffCgroups() throws IOException {
    for (Path directory : EngineFiles.list(layout.sandboxRuns())) {
      Path file = directory.resolve(CGROUP);
      if (!records.containsKey(new SandboxId(String.valueOf(directory.getFileName())))
          && Files.exists(file)) {
        String cgroup = Files.readString(file);
        if (records.values().stream().noneMatch(s -> s.cgroupParent().equals(cgroup))
            && !cgroup.isEmpty()) {
          cgroups.kill(cgroup);
          cgroups.remove(cgroup);
        }
      }
    }
  }

  /** Has the networks of all sandboxes that are ready looked at. */
  void checkNetworks() {
    networks.check(list());
  }

  SandboxId run(SandboxConfig config) throws IOException, InterruptedException {
    String hostname = config.hostname().isEmpty() ? EngineFiles.hostname() : config.hostname();
    SandboxRecord sandbox =
        SandboxRecord.of(new SandboxId(EngineFiles.newId()), config, hostname, Instant.now());
    reserve(sandbox, config);
    try {
      Path directory = Files.createDirectories(layout.sandboxRun(sandbox.id()));
      Files.writeString(directory.resolve(CGROUP), sandbox.cgroupParent());
      cgroups.create(sandbox.monitorCgroup());
      if (config.resources().isPresent()) {
        limits(config.resources().get()).apply(cgroups, sandbox.cgroupParent());
      }
      namespaces.make(sandbox, config.sysctls());
      SandboxRecord attached = sandbox.at(networks.attach(sandbox, config));
      StateJson.write(layout.sandboxFile(attached.id()), attached.toJson());
      namespaces.becomeReady(attached.id());
      arrived(attached);
      return attached.id();
    } catch (IOException | InterruptedException | RuntimeException e) {
      networks.takeBackLater(sandbox.id(), e);
      undoFiles(sandbox, e);
      throw e;
    }
  }

  /** From now on nothing is created or started in it. */
  void refuseStarts(SandboxId id) throws IOException {
    namespaces.notReady(id);
  }

  void stop(SandboxId id) throws IOException, InterruptedException {
    networks.takeBack(id);
  }

  void remove(SandboxId id) throws IOException, InterruptedException {
    stop(id);
    forget(id);
  }

  private synchronized void forget(SandboxId id) throws IOException {
    SandboxRecord sandbox = records.get(id);
    if (sandbox == null) {
      return;
    }
    removeCgroup(sandbox);
    Files.deleteIfExists(layout.sandboxFile(id));
    records.remove(id);
  }

  synchronized List<SandboxStatus> list() {
    return records.values().stream().map(s -> s.status(namespaces.ready(s.id()))).toList();
  }

  /** A sandbox that containers can be made in. */
  synchronized SandboxRecord requireReady(SandboxId id) {
    return Optional.ofNullable(records.get(id))
        .filter(s -> namespaces.ready(s.id()))
        .orElseThrow(() ->
            new EngineException(
                "sandbox " + id.value() + " is not running; run a new one for its pod"));
  }

  private synchronized void reserve(SandboxRecord sandbox, SandboxConfig config) {
    refuse(config);
    coming.put(sandbox.id(), sandbox);
  }

  private synchronized void arrived(SandboxRecord sandbox) {
    coming.remove(sandbox.id());
    records.put(sandbox.id(), sandbox);
  }

  /** The pod's next sandbox may be there already; then the cgroup is its. */
  private void removeCgroup(SandboxRecord sandbox) throws IOException {
    boolean shared =
        Stream.concat(records.values().stream(), coming.values().stream())
            .filter(s -> !s.id().equals(sandbox.id()))
            .anyMatch(s -> s.cgroupParent().equals(sandbox.cgroupParent()));
    if (!shared) {
      cgroups.kill(sandbox.cgroupParent());
      cgroups.remove(sandbox.cgroupParent());
    }
  }

  private void refuse(SandboxConfig config) {
    Stream.concat(records.values().stream(), coming.values().stream())
        .filter(s -> s.sameAs(config))
        .findFirst()
        .ifPresent(s -> {
          throw new EngineException(
              "sandbox " + s.pod() + "/" + s.attempt() + " is there already: " + s.id().value());
        });
    HostPort.of(config).forEach(port -> refuse(config, port));
  }

  private void refuse(SandboxConfig config, HostPort port) {
    Stream.concat(
            records.values().stream().filter(s -> namespaces.ready(s.id())),
            coming.values().stream())
        .filter(s -> s.ports().stream().anyMatch(port::conflictsWith))
        .findFirst()
        .ifPresent(s -> {
          throw new EngineException(
              "pod %s asks for the host's port %s, which pod %s has; give one of them another"
                  .formatted(config.pod(), port, s.pod()));
        });
  }

  private synchronized void undoFiles(SandboxRecord sandbox, Exception cause) {
    coming.remove(sandbox.id());
    try {
      Files.deleteIfExists(layout.sandboxFile(sandbox.id()));
      removeCgroup(sandbox);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  private static CgroupLimits limits(Resources resources) {
    return new CgroupLimits(
        resources.cpuShares(),
        resources.cpuQuotaMicros(),
        resources.cpuPeriodMicros(),
        resources.memoryLimitBytes(),
        resources.pidsLimit(),
        resources.hugePageBytes());
  }
}
