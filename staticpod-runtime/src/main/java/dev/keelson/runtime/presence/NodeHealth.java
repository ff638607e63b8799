package dev.keelson.runtime.presence;

import dev.keelson.runtime.engine.ContainerEngine;
import dev.keelson.runtime.engine.EngineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the node's conditions are made of, at one instant.
 *
 * @param memoryPressure less than 100 MiB available, the kubelet's default threshold
 * @param diskPressure less than a tenth of the file system free
 * @param pidPressure less than a tenth of the process ids free
 * @param engineVersion empty when the engine does not answer
 * @param engineProblem why it does not
 */
record NodeHealth(
    boolean memoryPressure,
    boolean diskPressure,
    boolean pidPressure,
    String engineVersion,
    String engineProblem) {
  private static final long LEAST_MEMORY_KI = 100 * 1024;

  static NodeHealth read(Path root, ContainerEngine engine) {
    DiskSpace disk = DiskSpace.of(root);
    String version = "";
    String problem = "";
    try {
      version = engine.version();
    } catch (EngineException e) {
      problem = String.valueOf(e.getMessage());
    }
    return new NodeHealth(
        MemoryInfo.read().availableKi() < LEAST_MEMORY_KI,
        disk.availableKi() < disk.totalKi() / 10,
        fewPids(),
        version,
        problem);
  }

  private static boolean fewPids() {
    try {
      // "0.20 0.18 0.12 1/80 11206": running/existing tasks
      String tasks = Files.readString(Path.of("/proc/loadavg")).split(" ", -1)[3];
      long used = Long.parseLong(tasks.substring(tasks.indexOf('/') + 1));
      long most = Long.parseLong(Files.readString(Path.of("/proc/sys/kernel/pid_max")).strip());
      return used > most - most / 10;
    } catch (IOException | RuntimeException _) {
      return false;
    }
  }
}
