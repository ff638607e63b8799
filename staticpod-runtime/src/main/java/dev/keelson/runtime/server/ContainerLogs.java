package dev.keelson.runtime.server;

import dev.keelson.runtime.api.LogRequest;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.IOException;
import java.io.OutputStream;

/** Where the lines of a container come from. */
@FunctionalInterface
public interface ContainerLogs {
  /**
   * Writes the lines asked for; with {@code follow} until the container ends or the stream fails.
   */
  void copy(PodSnapshot pod, LogRequest request, OutputStream out)
      throws IOException, InterruptedException;
}
