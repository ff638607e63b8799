package dev.keelson.runtime.engine.embedded;

import dev.keelson.runtime.engine.EngineException;
import dev.keelson.runtime.linux.Cgroups;
import dev.keelson.runtime.linux.ExitWatch;
import dev.keelson.runtime.linux.LockFile;
import dev.keelson.runtime.linux.OomScore;
import dev.keelson.runtime.linux.OwnCapabilities;
import dev.keelson.runtime.network.PodNetwork;
import java.io.IOException;
import java.nio.file.Files;

/** Puts an engine together over its directories and what an earlier one left in them. */
final class EngineOpening {
  private EngineOpening() {}

  /** Opens it; the lock is let go where that fails. */
  static EmbeddedEngine load(EmbeddedConfig config) throws IOException, InterruptedException {
    EngineLayout layout = new EngineLayout(config.stateDir(), config.runDir());
    Files.createDirectories(layout.stateDir());
    Files.createDirectories(layout.runDir());
    LockFile lock =
        LockFile.tryExclusive(layout.lock())
            .orElseThrow(() ->
                new EngineException(
                    "another process works with "
                        + layout.runDir()
                        + "; stop the keelson runtime that holds it"));
    try {
      return load(config, layout, lock);
    } catch (IOException | InterruptedException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedEngine load(EmbeddedConfig config, EngineLayout layout, LockFile lock)
      throws IOException, InterruptedException {
    String boot = Boot.current();
    Recovery.clearOtherBoot(layout, boot);
    Runc runc = new Runc(config.runc(), layout.runcRoot());
    EngineParts parts =
        new EngineParts(
            layout,
            runc,
            new Conmon(config.conmon(), runc, layout),
            config.images(),
            Cgroups.mounted(),
            OomScore.probe(),
            OwnCapabilities.mask(),
            boot,
            ExitWatch.start("container-exits"),
            new EventBus());
    SandboxNamespaces namespaces =
        new SandboxNamespaces(layout, new SharedPids(layout, runc, parts.oomScore()));
    RootFilesystem roots = new RootFilesystem(layout);
    ContainerCreation creation = new ContainerCreation(parts, namespaces, roots);
    ContainerRun runs = new ContainerRun(parts, roots);
    PodNetwork network = new PodNetwork(config.network());
    Sandboxes sandboxes =
        new Sandboxes(
            layout, parts.cgroups(), namespaces, new SandboxNetworks(layout, namespaces, network));
    Containers containers = new Containers(parts, creation, runs);
    sandboxes.load();
    new Recovery(parts, creation, runs).adopt(containers);
    Thread.ofVirtual().name("network-check").start(sandboxes::checkNetworks);
    return new EmbeddedEngine(parts, lock, sandboxes, containers, network);
  }
}
