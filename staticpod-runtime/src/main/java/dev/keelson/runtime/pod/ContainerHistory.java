package dev.keelson.runtime.pod;

import dev.keelson.runtime.engine.ContainerId;
import dev.keelson.runtime.engine.ContainerStatus;
import dev.keelson.runtime.engine.ContainerStatus.State;
import dev.keelson.runtime.engine.ContainerUser;
import dev.keelson.runtime.log.LogFiles;
import dev.keelson.runtime.log.LogLinks;
import dev.keelson.runtime.manifest.ContainerSpec;
import dev.keelson.runtime.manifest.PodSpec.RestartPolicy;
import dev.keelson.runtime.pod.ContainerState.Terminated;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What came of a container's starts so far: how many there were, how the present one and the one
 * before ended. Used by the pod's worker alone.
 */
final class ContainerHistory {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerHistory.class);

  private final PodContext context;
  private final ContainerSpec spec;
  private final Deque<ContainerStatus> dead = new ArrayDeque<>();
  private int nextAttempt;
  private Optional<ContainerId> id = Optional.empty();
  private String image;
  private String imageId = "";
  private Optional<ContainerUser> user = Optional.empty();
  private Optional<Terminated> ended = Optional.empty();
  private Optional<Terminated> before = Optional.empty();
  private boolean unhealthy;
  private boolean anew;
  private String words = "";

  ContainerHistory(PodContext context, ContainerSpec spec) {
    this.context = context;
    this.spec = spec;
    this.image = spec.image();
  }

  /** One was started, now or by an earlier runtime; how the one before ended is the past. */
  void began(ContainerStatus status) {
    nextAttempt = Math.max(nextAttempt, status.attempt() + 1);
    id = Optional.of(status.id());
    image = status.image();
    imageId = status.imageId();
    user = status.user();
    anew = false;
    forgetEnd();
  }

  /**
   * The one that was started last has ended.
   *
   * @param unhealthy because a probe had it stopped
   */
  void ended(ContainerStatus status, State.Exited exited, boolean unhealthy) {
    Endings.Ending ending = Endings.of(context, spec, status, exited, containerId());
    ended = Optional.of(ending.terminated());
    words = ending.words();
    this.unhealthy = unhealthy;
    dead.add(status);
    context
        .services()
        .listener()
        .ended(new ContainerEnd(context.manifest(), spec.name(), status.logPath()));
  }

  /** The engine does not know the one that was started last any more. */
  void vanished(Instant startedAt) {
    ended = Optional.of(Endings.vanished(containerId(), startedAt, context.now()));
    words = "container " + spec.name() + " vanished from the engine";
    unhealthy = false;
  }

  /** It will be started anew, whatever its restart policy says of its end. */
  void forgetEnd() {
    before = ended.or(() -> before);
    ended = Optional.empty();
  }

  /**
   * It is removed and will be started anew with all others; its last log stays.
   *
   * @throws dev.keelson.runtime.engine.EngineException when it cannot be; to be called again
   */
  void startAnew() {
    while (!dead.isEmpty()) {
      ContainerStatus oldest = dead.getFirst();
      context.services().engine().removeContainer(oldest.id());
      dead.removeFirst();
      if (!dead.isEmpty()) {
        removeLog(oldest.logPath());
      }
    }
    id = Optional.empty();
    image = spec.image();
    imageId = "";
    user = Optional.empty();
    ended = Optional.empty();
    before = Optional.of(Endings.restartedWithAll());
    anew = true;
  }

  /**
   * Begins to count where the logs of an earlier runtime's end, of which the engine has nothing.
   */
  void countLogs() {
    try {
      nextAttempt = LogFiles.nextAttempt(context.logs().resolve(spec.name()));
    } catch (IOException e) {
      LOG.warn(
          "counting the logs of container {}: {}", spec.name(), String.valueOf(e.getMessage()));
    }
  }

  /** The engine has removed the dead ones with their sandbox. */
  void deadAreGone() {
    dead.clear();
  }

  /** The last dead one stays, so that its end can be seen; those before go, with their logs. */
  void removeOldest() {
    while (dead.size() > 1) {
      ContainerStatus oldest = dead.removeFirst();
      context.services().engine().removeContainer(oldest.id());
      removeLog(oldest.logPath());
    }
  }

  private void removeLog(Path log) {
    try {
      LogFiles.delete(log);
      LogLinks.beside(context.services().settings().podLogs()).removeDead();
    } catch (IOException e) {
      LOG.warn("removing the log {}: {}", log, String.valueOf(e.getMessage()));
    }
  }

  int nextAttempt() {
    return nextAttempt;
  }

  /** How often it was started again, or will have been by what it waits for. */
  int restartCount() {
    return anew ? nextAttempt : Math.max(0, nextAttempt - 1);
  }

  /** Whether its end has all containers of the pod started anew. */
  boolean restartsAll() {
    return ended.filter(t -> !unhealthy && spec.restartsAllAfter(t.exitCode())).isPresent();
  }

  /** How the one that was started last ended; empty while it runs, or is to be started anew. */
  Optional<Terminated> ended() {
    return ended;
  }

  /** How the one before that ended. */
  Optional<Terminated> before() {
    return before;
  }

  boolean succeeded() {
    return ended.filter(t -> t.exitCode() == 0).isPresent();
  }

  /** Whether its policy has it started again after its end. */
  boolean restarts() {
    RestartPolicy policy = context.manifest().spec().restartPolicy();
    return ended
        .map(t ->
            unhealthy
                ? spec.restartsWhenUnhealthy(policy)
                : spec.restartsAfter(t.exitCode(), policy))
        .orElse(true);
  }

  /**
   * The end from which the wait before the next start is counted. The kubelet starts a container
   * that a probe had stopped in the same turn, in which it knows of the end before that alone.
   */
  Optional<Instant> waitsSince() {
    return ended.flatMap(_ -> unhealthy ? before : ended).map(Terminated::finishedAt);
  }

  /** The last end in a sentence. */
  String words() {
    return words;
  }

  /** The engine's name and the id of the one that was started last; empty before. */
  String containerId() {
    return id.map(i -> context.services().engineName() + "://" + i.value()).orElse("");
  }

  /** As the manifest names it until one was started, then as the engine does. */
  String image() {
    return image;
  }

  String imageId() {
    return imageId;
  }

  /** Whom the one that was started last began as. */
  Optional<ContainerUser> user() {
    return user;
  }
}
