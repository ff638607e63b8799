package dev.keelson.bootstrap.config;

import java.util.List;

/** Reads {@code timeouts}; those of joining, of the kubelet and of upgrades have no effect yet. */
final class TimeoutsReader {
  private TimeoutsReader() {}

  static Timeouts read(Section section, Unheeded unheeded) {
    var defaults = Timeouts.DEFAULTS;
    var timeouts =
        new Timeouts(
            FieldChecks.duration(
                section,
                "controlPlaneComponentHealthCheck",
                defaults.controlPlaneComponentHealthCheck()),
            FieldChecks.duration(section, "kubernetesAPICall", defaults.kubernetesApiCall()),
            FieldChecks.duration(section, "etcdAPICall", defaults.etcdApiCall()));
    for (var name :
        List.of("kubeletHealthCheck", "tlsBootstrap", "discovery", "upgradeManifests")) {
      FieldChecks.duration(section, name, defaults.kubernetesApiCall());
      unheeded.addIfWritten(section, name);
    }
    section.end();
    return timeouts;
  }
}
