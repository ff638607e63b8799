package dev.keelson.runtime;

import dev.keelson.runtime.manifest.PodManifest;
import dev.keelson.runtime.pod.PodBoard;
import dev.keelson.runtime.pod.PodEvent;
import dev.keelson.runtime.pod.PodListener;
import dev.keelson.runtime.pod.PodSupervisor;
import dev.keelson.runtime.source.DesiredPods;
import dev.keelson.runtime.source.DesiredPods.Failure;
import java.time.InstantSource;
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
  private final PodLimit limit;
  private final PodBoard board;
  private final PodListener node;
  private final InstantSource clock;
  private volatile List<String> problems = List.of();
  private volatile Set<String> names = Set.of();
  private volatile boolean read;

  /**
   * Nothing is asked for yet.
   *
   * @param limit of pods
   * @param board told of what is wrong with the file of a pod
   * @param node told of what is wrong with any other file
   */
  Sources(
      PodSupervisor supervisor,
      PodLimit limit,
      PodBoard board,
      PodListener node,
      InstantSource clock) {
    this.supervisor = supervisor;
    this.limit = limit;
    this.board = board;
    this.node = node;
    this.clock = clock;
  }

  @Override
  public void accept(DesiredPods all) {
    DesiredPods desired = limit.apply(all);
    Set<String> known = Set.copyOf(problems);
    problems = desired.failures().stream().map(Sources::sentence).toList();
    names = desired.pods().stream().map(PodManifest::fullName).collect(Collectors.toSet());
    supervisor.apply(desired);
    read = desired.complete();
    desired.failures().stream()
        .filter(f -> !known.contains(sentence(f)))
        .forEach(f -> tell(f, desired));
  }

  private static String sentence(Failure failure) {
    return failure.source() + ": " + failure.message();
  }

  private void tell(Failure failure, DesiredPods desired) {
    LOG.warn("manifest {}", sentence(failure));
    desired.pods().stream()
        .filter(pod -> failure.pod().filter(pod.fullName()::equals).isPresent())
        .findFirst()
        .ifPresentOrElse(
            pod -> board.event(event(failure, pod.namespace(), pod.name(), pod.uid())),
            () -> node.event(event(failure, "", "", "")));
  }

  private PodEvent event(Failure failure, String namespace, String pod, String uid) {
    return new PodEvent(
        clock.instant(), "Warning", "InvalidManifest", sentence(failure), namespace, pod, uid, "");
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
