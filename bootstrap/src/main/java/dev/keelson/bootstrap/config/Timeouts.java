package dev.keelson.bootstrap.config;

import java.time.Duration;

/** How long to wait for what, kubeadm's {@code timeouts}. */
public record Timeouts(
    Duration controlPlaneComponentHealthCheck, Duration kubernetesApiCall, Duration etcdApiCall) {
  /** kubeadm's defaults. */
  public static final Timeouts DEFAULTS =
      new Timeouts(Duration.ofMinutes(4), Duration.ofMinutes(1), Duration.ofMinutes(2));
}
