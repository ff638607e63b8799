package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.engine.Resources;
import dev.keelson.runtime.engine.SandboxConfig;
import dev.keelson.runtime.engine.SandboxId;
import dev.keelson.runtime.engine.SandboxStatus;
import dev.keelson.runtime.image.layer.Trees;
import dev.keelson.runtime.linux.CgroupLimits;
import dev.keelson.runtime.linux.Cgroups;
import dev.keelson.runtime.linux.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sandboxes: their records, their shared namespaces, the pods' cgroups. */
final class Sandboxes {
  private final EngineLayout layout;
  private final Cgroups cgroups;
  private final SandboxNamespaces namespaces;
  private final Map<SandboxId, SandboxRecord> records = new LinkedHashMap<>(); // by this

  Sandboxes(EngineLayout layout, Cgroups cgroups, SandboxNamespaces namespaces) {
    this.layout = layout;
    this.cgroups = cgroups;
    this.namespaces = namespaces;
  }

  /** Reads what an earlier process left; what was never finished is cleared away. */
  synchronized void load() throws IOException {
    for (Path directory : EngineFiles.list(layout.sandboxes())) {
      SandboxId id = new SandboxId(directory.getFileName().toString());
      var saved = StateJson.read(layout.sandboxFile(id));
      if (saved.isPresent()) {
        records.put(id, SandboxRecord.fromJson(saved.get()));
      } else {
        namespaces.release(id);
        Trees.delete(directory);
      }
    }
  }

  synchronized SandboxId run(SandboxConfig config) throws IOException, InterruptedException {
    refuse(config);
    String hostname = config.hostname().isEmpty() ? EngineFiles.hostname() : config.hostname();
    SandboxRecord sandbox =
        SandboxRecord.of(new SandboxId(EngineFiles.newId()), config, hostname, Instant.now());
    try {
      Files.createDirectories(layout.sandbox(sandbox.id()));
      DurableFiles.syncDirectory(layout.sandboxes());
      cgroups.create(sandbox.monitorCgroup());
      if (config.resources().isPresent()) {
        limits(config.resources().get()).apply(cgroups, sandbox.cgroupParent());
      }
      namespaces.make(sandbox, config.sysctls());
      StateJson.write(layout.sandboxFile(sandbox.id()), sandbox.toJson());
      records.put(sandbox.id(), sandbox);
      return sandbox.id();
    } catch (IOException | InterruptedException | RuntimeException e) {
      undo(sandbox, e);
      throw e;
    }
  }

  void stop(SandboxId id) throws IOException {
    namespaces.release(id);
  }

  synchronized void remove(SandboxId id) throws IOException {
    namespaces.release(id);
    SandboxRecord sandbox = records.get(id);
    if (sandbox == null) {
      return;
    }
    boolean shared =
        records.values().stream()
            .anyMatch(s -> !s.id().equals(id) && s.cgroupParent().equals(sandbox.cgroupParent()));
    if (!shared) {
      cgroups.kill(sandbox.cgroupParent());
      cgroups.remove(sandbox.cgroupParent());
    }
    Trees.delete(layout.sandbox(id));
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

  private void refuse(SandboxConfig config) {
    records.values().stream()
        .filter(s -> s.sameAs(config))
        .findFirst()
        .ifPresent(s -> {
          throw new EngineException(
              "sandbox " + s.pod() + "/" + s.attempt() + " is there already: " + s.id().value());
        });
    if (!config.namespaces().hostNetwork()
        && config.portMappings().stream().anyMatch(p -> p.hostPort() > 0)) {
      throw new EngineException(
          "pod "
              + config.pod()
              + " asks for a hostPort, and the embedded engine has no pod network yet; set"
              + " hostNetwork: true");
    }
    if (config.namespaces().sharePid()) {
      throw new EngineException(
          "pod "
              + config.pod()
              + " asks for shareProcessNamespace, which the embedded engine cannot do yet");
    }
  }

  private void undo(SandboxRecord sandbox, Exception cause) {
    try {
      remove(sandbox.id());
      Trees.delete(layout.sandbox(sandbox.id()));
      if (records.values().stream()
          .noneMatch(s -> s.cgroupParent().equals(sandbox.cgroupParent()))) {
        cgroups.remove(sandbox.cgroupParent());
      }
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
        resources.pidsLimit());
  }
}
