package dev.keelson.bootstrap.config;

import java.util.List;

/**
 * Reads kubeadm's documents, keelson's and the flags into one complete, valid specification. Pure:
 * what the machine contributes is handed in.
 */
public final class ConfigLoader {
  private ConfigLoader() {}

  /**
   * The specification of a new control plane.
   *
   * @param files the {@code --config} files, or none
   * @throws InvalidConfigException with every problem found, exit status 3
   */
  public static ConfigResult load(List<ConfigFile> files, InitFlags flags, NodeFacts facts) {
    return java.util.Optional.<ConfigResult>empty().orElseThrow();
  }
}
