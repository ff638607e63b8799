package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.SandboxId;
import java.nio.file.Path;

/** Where the engine keeps what. */
record EngineLayout(Path stateDir, Path runDir) {
  EngineLayout {
    stateDir = stateDir.toAbsolutePath().normalize();
    runDir = runDir.toAbsolutePath().normalize();
  }

  Path lock() {
    return runDir.resolve("lock");
  }

  Path boot() {
    return runDir.resolve("boot");
  }

  Path runcRoot() {
    return runDir.resolve("runc");
  }

  Path exits() {
    return runDir.resolve("exits");
  }

  Path exit(ContainerId id) {
    return exits().resolve(id.value());
  }

  Path sandboxes() {
    return stateDir.resolve("sandboxes");
  }

  Path sandboxFile(SandboxId id) {
    return sandboxes().resolve(id.value() + ".json");
  }

  Path sandboxRuns() {
    return runDir.resolve("sandboxes");
  }

  /** Pinned namespaces, shared memory and host name; it is there while the sandbox is ready. */
  Path sandboxRun(SandboxId id) {
    return sandboxRuns().resolve(id.value());
  }

  Path containers() {
    return stateDir.resolve("containers");
  }

  Path container(ContainerId id) {
    return containers().resolve(id.value());
  }

  Path containerFile(ContainerId id) {
    return container(id).resolve("container.json");
  }

  Path runFile(ContainerId id) {
    return container(id).resolve("run.json");
  }

  Path exitFile(ContainerId id) {
    return container(id).resolve("exit.json");
  }

  /** The OCI bundle. */
  Path bundle(ContainerId id) {
    return runDir.resolve("containers").resolve(id.value());
  }

  Path rootfs(ContainerId id) {
    return bundle(id).resolve("rootfs");
  }

  /** Where the images of a container's volumes are mounted, each by its number. */
  Path imageVolumes(ContainerId id) {
    return bundle(id).resolve("images");
  }

  Path pidFile(ContainerId id) {
    return bundle(id).resolve("pid");
  }

  Path conmonPidFile(ContainerId id) {
    return bundle(id).resolve("conmon.pid");
  }
}
