package dev.keelson.runtime.server;

import dev.keelson.runtime.api.LogRequest;
import dev.keelson.runtime.pod.PodSnapshot;
import java.io.IOException;
import java.io.OutputStream;

/** Where the lines of a container come from. */
@FunctionalInterface
public interface ContainerLogs {
  /**
   * The lines asked for.
   *
   * @throws java.io.FileNotFoundException with a sentence, where there is no log
   */
  Lines open(PodSnapshot pod, LogRequest request) throws IOException;

  /** Lines there are, and those that come. */
  @FunctionalInterface
  interface Lines {
    /** Writes them; with {@code follow} until the container ends or the stream fails. */
    void copy(OutputStream out) throws IOException, InterruptedException;
  }
}
