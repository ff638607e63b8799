package dev.keelson.runtime;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.pod.PodSupervisor;
import dev.keelson.runtime.source.DesiredPods;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands on what the manifests ask for, and keeps what is wrong with them for those who ask. */
final class Sources implements Consumer<DesiredPods> {
  private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

  private final PodSupervisor supervisor;
  private volatile List<String> problems = List.of();
  private volatile Set<String> names = Set.of();
  private volatile boolean read;

  Sources(PodSupervisor supervisor) {
    this.supervisor = supervisor;
  }

  @Override
  public void accept(DesiredPods desired) {
    List<String> now =
        desired.failures().stream().map(f -> f.source() + ": " + f.message()).toList();
    now.stream().filter(p -> !problems.contains(p)).forEach(p -> LOG.warn("manifest {}", p));
    problems = now;
    names = desired.pods().stream().map(PodManifest::fullName).collect(Collectors.toSet());
    supervisor.apply(desired);
    read = desired.complete();
  }

  /** One sentence for each manifest that is not taken. */
  List<String> problems() {
    return problems;
  }

  /** The full names of the pods that are asked for. */
  Set<String> names() {
    return names;
  }

  /** Whether every source has been read. */
  boolean read() {
    return read;
  }
}
