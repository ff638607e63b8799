package dev.keelson.runtime.pod;

import dev.keelson.runtime.manifest.PodFields;
import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.probe.OwnAnswers;
import dev.keelson.runtime.volume.PodDirectory;
import dev.keelson.runtime.volume.PodVolumes;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * One pod and what its parts share.
 *
 * @param answers tells its probes' answers from those of its twin on the same port
 * @param wake makes the pod's worker look again; from any thread
 */
record PodContext(
    PodManifest manifest,
    PodServices services,
    PodDirectory directory,
    EventRecorder events,
    OwnAnswers answers,
    Runnable wake) {
  static PodContext of(PodManifest manifest, PodServices services, Runnable wake) {
    return new PodContext(
        manifest,
        services,
        PodDirectory.of(services.settings().pods(), manifest.uid()),
        new EventRecorder(manifest, services.timers(), services.listener()),
        new OwnAnswers(() -> services.processes(manifest.uid())),
        wake);
  }

  Instant now() {
    return services.timers().instant();
  }

  /** The pod's directory of logs, named as the kubelet names it. */
  Path logs() {
    return services
        .settings()
        .podLogs()
        .resolve(manifest.namespace() + "_" + manifest.name() + "_" + manifest.uid());
  }

  /** What the pod is called. */
  PodNames names() {
    return PodNames.of(manifest, services.settings().kubelet().network().clusterDomain());
  }

  PodFields fields(List<String> podIps) {
    NodeSettings node = services.settings();
    return new PodFields(manifest, node.name(), node.addresses(), podIps, node.capacity());
  }

  PodVolumes volumes(List<String> podIps) {
    return new PodVolumes(directory, fields(podIps));
  }
}
