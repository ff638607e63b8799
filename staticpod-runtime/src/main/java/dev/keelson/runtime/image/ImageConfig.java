package dev.keelson.runtime.image;

import java.util.List;
import java.util.Map;

/**
 * How an image wants to be run: the {@code config} of its configuration.
 *
 * @param env {@code NAME=value}, in order
 * @param workingDir empty for the root
 * @param user name or number, with group after a colon; empty for root
 * @param stopSignal name or number; empty for SIGTERM
 * @param volumes paths that want storage of their own
 */
public record ImageConfig(
    List<String> entrypoint,
    List<String> cmd,
    List<String> env,
    String workingDir,
    String user,
    String stopSignal,
    List<String> volumes,
    Map<String, String> labels) {
  public ImageConfig {
    entrypoint = List.copyOf(entrypoint);
    cmd = List.copyOf(cmd);
    env = List.copyOf(env);
    volumes = List.copyOf(volumes);
    labels = Map.copyOf(labels);
  }
}
